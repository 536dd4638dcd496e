from prefect import Flow, task
from prefect.tasks.prefect import StartFlowRun


@task
def say():
    return "said by the child"


@task
def start():
    return bool(StartFlowRun(flow_name="child", project_name="any").run())


with Flow("child") as child:
    say()

with Flow("parent") as flow:
    start()
