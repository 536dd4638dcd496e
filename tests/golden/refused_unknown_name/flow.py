from prefect import Flow, task
from prefect.executors import KubernetesExecutor
from prefect.schedules import MoonSchedule


@task
def one():
    return 1


with Flow("unknown names", schedule=MoonSchedule("full")) as flow:
    one()

flow.executor = KubernetesExecutor()
