# kind: entry
import sys
from prefect import Flow, Parameter, task


@task
def double(n):
    return n * 2


with Flow("doubling") as flow:
    n = Parameter("n", default=1)
    d = double(n)


if __name__ == "__main__":
    state = flow.run()
    print(">>", state.is_successful(), state.message)
    sys.exit(0 if state.is_failed() else 7)
