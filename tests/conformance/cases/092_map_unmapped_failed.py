"""A failed unmapped upstream: Mapped, each child TriggerFailed, and the flow is Failed."""
from prefect import task, Flow, unmapped

@task
def bad():
    raise ValueError("v")

@task
def add(x, y):
    return x + y

with Flow("map-unmapped-failed") as flow:
    add.map([1, 2], y=unmapped(bad()))
