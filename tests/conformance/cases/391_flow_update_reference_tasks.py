"""flow.update with and without merge_reference_tasks."""
from prefect import task, Flow

@task
def ok():
    return 1

@task
def bad():
    raise ValueError("v")

with Flow("one") as flow:
    a = ok()
flow.set_reference_tasks([a])

with Flow("two") as other:
    b = bad()
other.set_reference_tasks([b])

with Flow("three") as third:
    bad(task_args={"name": "unnoticed"})

flow.update(third)
flow.update(other, merge_reference_tasks=True)
