"""set_reference_tasks: the flow's state follows them, not the terminal task."""
from prefect import task, Flow

@task
def ok():
    return 1

@task
def bad(x):
    raise ValueError("v")

with Flow("reference") as flow:
    a = ok()
    bad(a)
flow.set_reference_tasks([a])
