# kind: entry
import os
from prefect.executors import LocalDaskExecutor, LocalExecutor
from prefect import Flow, Parameter, task


@task
def double(n):
    return n * 2


with Flow("doubling") as flow:
    n = Parameter("n", default=1)
    d = double(n)



def configure(flow, workers):
    flow.executor = LocalDaskExecutor(num_workers=workers) if workers else LocalExecutor()
    return flow


if os.environ.get("WORKERS", "2").isdigit():
    configure(flow, int(os.environ.get("WORKERS", "2")))
if __name__ == "__main__":
    print(">>", type(flow.executor).__name__)
    print(">>", flow.run().result[d].result)
