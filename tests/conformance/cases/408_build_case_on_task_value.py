"""The value of case must not be a task."""
from prefect import task, Flow, case

@task
def v(x):
    return x

with Flow("case-task-value") as flow:
    with case(v(1), v(1)):
        v(2)
