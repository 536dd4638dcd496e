"""An unknown attribute in task_args is an AttributeError."""
from prefect import task, Flow

@task
def v():
    return 1

with Flow("unknown-task-arg") as flow:
    v(task_args={"retries": 2})
