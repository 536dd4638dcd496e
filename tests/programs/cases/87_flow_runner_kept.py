# kind: entry
import prefect
from prefect import Flow, task
from prefect.engine.flow_runner import FlowRunner


@task
def one():
    return 1


@task
def inc(x):
    return x + prefect.context.get("by", 1)


with Flow("runner") as flow:
    b = inc(one())


def main():
    runner = FlowRunner(
        flow=flow,
    )
    state = runner.run(
        return_tasks=[b],
        context={
            "by": 4,
        },
    )
    print(">>", type(state).__name__, state.result[b].result)


if __name__ == "__main__":
    main()
