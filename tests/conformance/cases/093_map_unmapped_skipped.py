"""A skipped unmapped upstream: the map is Skipped, without children."""
from prefect import task, Flow, unmapped
from prefect.engine.signals import SKIP

@task
def skipped():
    raise SKIP("no")

@task
def add(x, y):
    return x + y

@task
def total(xs):
    return xs

with Flow("map-unmapped-skipped") as flow:
    total(add.map([1, 2], y=unmapped(skipped())))
