# kind: entry
from prefect import Flow, Parameter, task


@task
def double(n):
    return n * 2


with Flow("doubling") as flow:
    n = Parameter("n", default=1)
    d = double(n)


for given in ({"m": 1}, {"n": 2}):
    try:
        state = flow.run(**given)
        print(">>", state.result[d].result)
    except (TypeError, ValueError) as error:
        print(">>", type(error).__name__)
try:
    flow.run(parameters={"k": 1})
except ValueError as error:
    print(">>", error)
