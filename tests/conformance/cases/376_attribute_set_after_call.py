"""Attributes set on the object that a call returned: name, trigger, n; the slug keeps the old name."""
from prefect import task, Flow
from prefect.triggers import all_finished

@task
def bad():
    raise ValueError("v")

@task
def show(x):
    return type(x).__name__

with Flow("set-after") as flow:
    b = bad()
    s = show(b)
    s.trigger = all_finished
    s.name = "renamed"
    s.tags = {"late"}
