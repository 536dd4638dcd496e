"""Mapping over an empty list: Mapped, no children, result []; the reduce gets []."""
from prefect import task, Flow

@task
def none():
    return []

@task
def inc(x):
    return x + 1

@task
def total(xs):
    return ("total", xs, sum(xs))

with Flow("map-empty") as flow:
    m = inc.map(none())
    total(m)
    total(inc.map(m))
