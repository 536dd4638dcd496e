"""A branch task that raised SKIP itself carries the SKIP object, which is not None and wins in merge."""
from prefect import task, Flow
from prefect.engine.signals import SKIP
from prefect.tasks.control_flow import merge

@task
def skip():
    raise SKIP("by itself")

@task
def v(x):
    return x

@task(skip_on_upstream_skip=False)
def look(x):
    return (type(x).__name__, str(x))

with Flow("merge-skip") as flow:
    look(merge(skip(), v("b")))
