"""A list literal holding a mapped and a plain task: the mapped one is reduced."""
from prefect import task, Flow

@task
def inc(x):
    return x + 1

@task
def v():
    return "v"

@task
def show(x):
    return x

with Flow("list-of-mapped") as flow:
    m = inc.map([1, 2])
    show([m, v()])
    show({"m": m, "k": 1})
