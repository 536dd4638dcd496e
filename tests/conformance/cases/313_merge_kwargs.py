"""merge with task keyword arguments, with a constant and with a falsy value."""
from prefect import task, Flow
from prefect.tasks.control_flow import merge
from prefect.triggers import all_finished

@task
def v(x):
    return x

@task
def bad():
    raise ValueError("v")

with Flow("merge-kwargs") as flow:
    merge(v(None), v(""), v("x"), name="first")
    merge(bad(), v("x"), name="tolerant", trigger=all_finished)
    merge(v(None), 5, tags={"t"})
