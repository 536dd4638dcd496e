"""Two mapped upstreams of different lengths: child i meets child i, as far as the shorter goes."""
from prefect import task, Flow

@task
def inc(x):
    return x + 1

@task
def add(x, y):
    return x + y

@task
def none():
    return []

with Flow("zip-mapped") as flow:
    a = inc.map([1, 2, 3])
    b = inc.map(range(5))
    add.map(a, b)
    add.map(a, none())
