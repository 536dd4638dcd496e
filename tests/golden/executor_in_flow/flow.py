from prefect import Flow, task
from prefect.executors import DaskExecutor

ADDRESS = "tcp://scheduler:8786"


@task
def one():
    return 1


with Flow("executor", executor=DaskExecutor(address=ADDRESS)) as flow:
    one()
