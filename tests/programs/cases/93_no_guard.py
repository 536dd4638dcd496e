# kind: entry
import os

print(">> begins")
from prefect import Flow, Parameter, task


@task
def double(n):
    return n * 2


with Flow("doubling") as flow:
    n = Parameter("n", default=1)
    d = double(n)


for value in (1, 2):
    state = flow.run(n=value)
    print(">>", state.result[d].result)
print(">> ends", os.path.basename(__file__).endswith(".py"))
