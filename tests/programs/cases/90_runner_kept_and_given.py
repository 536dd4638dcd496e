# kind: entry
from prefect.engine import FlowRunner
from prefect.executors import LocalDaskExecutor
from prefect import Flow, Parameter, task


@task
def double(n):
    return n * 2


with Flow("doubling") as flow:
    n = Parameter("n", default=1)
    d = double(n)


def start(runner, **given):
    return runner.run(**given).result


if __name__ == "__main__":
    runner = FlowRunner(flow)
    print(">>", runner.run(parameters={"n": 3}, return_tasks=[d]).result[d].result)
    result = start(FlowRunner(flow=flow), executor=LocalDaskExecutor(), return_tasks=[d])
    print(">>", result[d].result)
