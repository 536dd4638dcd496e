"""Mapped task with skip_on_upstream_skip=False over skipped and failed children; with all_finished and any_successful."""
from prefect import task, Flow
from prefect.engine.signals import SKIP
from prefect.triggers import all_finished

@task
def f(x):
    if x == 1:
        raise SKIP("one")
    if x == 2:
        raise ValueError("two")
    return x

@task(skip_on_upstream_skip=False)
def g(x):
    return type(x).__name__

@task(skip_on_upstream_skip=False, trigger=all_finished)
def h(x, y):
    return (type(x).__name__, y)

with Flow("map-skip-false") as flow:
    m = f.map([0, 1, 2])
    n = g.map(m)
    h.map(n, y=["a", "b", "c"])
