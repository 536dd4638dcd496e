"""Mapping over a list literal of tasks: with a failed element the map is Failed, with a skipped one Skipped."""
from prefect import task, Flow
from prefect.engine.signals import SKIP

@task
def v(x):
    return x

@task
def bad():
    raise ValueError("v")

@task
def skip():
    raise SKIP("s")

@task
def inc(x):
    return x + 1

with Flow("map-list-of-tasks") as flow:
    inc.map([v(1), 5, v(2)])
    inc.map([v(1), bad()])
    inc.map((v(1), skip()))
