"""merge of branches that are all skipped is Skipped."""
from prefect import task, Flow, case
from prefect.tasks.control_flow import merge

@task
def v(x):
    return x

with Flow("merge-all-skipped") as flow:
    c = v(3)
    with case(c, 1):
        a = v("a")
    with case(c, 2):
        b = v("b")
    v(merge(a, b))
