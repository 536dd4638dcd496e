# kind: entry
from prefect import Flow, Parameter, task


@task
def double(n):
    return n * 2


def make(name):
    with Flow(name) as flow:
        n = Parameter("n", default=1)
        d = double(n)
    return flow, {"d": d}


flow, results = make("made")

if __name__ == "__main__":
    state = flow.run(n=3)
    print(">>", state.result[results["d"]].result)
