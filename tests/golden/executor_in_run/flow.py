import os
from prefect import Flow, task
from prefect.executors import LocalDaskExecutor, LocalExecutor


@task
def one():
    return 1


with Flow("executor in run", executor=LocalExecutor()) as flow:
    one()


if __name__ == "__main__":
    threads = os.cpu_count()
    flow.run(executor=LocalDaskExecutor(scheduler="threads", num_workers=threads))
