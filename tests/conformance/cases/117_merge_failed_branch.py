"""merge after a failed branch is TriggerFailed."""
from prefect import task, Flow, case
from prefect.tasks.control_flow import merge

@task
def v(x):
    return x

@task
def bad():
    raise ValueError("branch")

with Flow("merge-failed") as flow:
    c = v(1)
    with case(c, 1):
        a = bad()
    with case(c, 2):
        b = v("b")
    v(merge(a, b))
