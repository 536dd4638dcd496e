"""An all_finished consumer of a list literal gets the TRIGGERFAIL of the List node, not the single exceptions."""
from prefect import task, Flow
from prefect.triggers import all_finished

@task
def ok():
    return 1

@task
def bad():
    raise ValueError("v")

@task(trigger=all_finished)
def look(xs):
    return type(xs).__name__

with Flow("list-literal-failed") as flow:
    look([ok(), bad()])
