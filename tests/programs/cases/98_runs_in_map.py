# kind: entry
from prefect import Flow, Parameter, task


@task
def double(n):
    return n * 2


with Flow("doubling") as flow:
    n = Parameter("n", default=1)
    d = double(n)



def run(value):
    return flow.run(n=value)


if __name__ == "__main__":
    states = list(map(run, [1, 2]))
    print(">>", sum(state.result[d].result for state in states))
    print(">>", all(state.is_successful() for state in states), any(s.is_failed() for s in states))
