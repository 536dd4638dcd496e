"""A failed task's exception object is the value that an all_finished consumer gets."""
from prefect import task, Flow
from prefect.triggers import all_finished

@task
def bad():
    raise KeyError("k")

@task(trigger=all_finished)
def look(x):
    return (type(x).__name__, str(x))

with Flow("exception-value") as flow:
    look(bad())
