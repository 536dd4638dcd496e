"""A TriggerFailed task hands a TRIGGERFAIL signal object to an all_finished consumer."""
from prefect import task, Flow
from prefect.triggers import all_finished

@task
def bad():
    raise KeyError("k")

@task
def mid(x):
    return x

@task(trigger=all_finished)
def look(x):
    return (type(x).__name__, str(x))

with Flow("triggerfail-value") as flow:
    look(mid(bad()))
