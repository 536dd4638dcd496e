import json

from prefect import Flow, Parameter, task
from prefect.engine.state import Failed, Success


@task
def inc(x):
    return x + 1


@task
def total(numbers):
    return sum(numbers)


with Flow("after run") as flow:
    x = Parameter("x", default=1)
    more = inc.map([1, 2, x])
    result = total(more)


def main():
    state = flow.run(x=5)
    # what came of it
    if isinstance(state, Failed):
        raise SystemExit(state.message)
    sums = [child.result for child in state.result[more].map_states]
    print(json.dumps({"sums": sums, "total": state.result[result].result}))
    assert isinstance(state.result[result], Success)


if __name__ == "__main__":
    main()
