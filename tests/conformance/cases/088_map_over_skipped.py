"""Skipped mapped upstream: the map is Skipped, without children."""
from prefect import task, Flow
from prefect.engine.signals import SKIP

@task
def skipped():
    raise SKIP("no list")

@task
def inc(x):
    return x + 1

@task
def total(xs):
    return xs

with Flow("map-over-skipped") as flow:
    total(inc.map(skipped()))
