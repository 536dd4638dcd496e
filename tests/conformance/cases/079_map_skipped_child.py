"""A skipped child skips its own descendants and, by default, the reduce; all_finished without skip sees SKIP and None."""
from prefect import task, Flow
from prefect.engine.signals import SKIP
from prefect.triggers import all_finished

@task
def even(x):
    if x % 2:
        raise SKIP("odd")
    return x

@task
def inc(x):
    return x + 1

@task
def total(xs):
    return sum(xs)

@task(trigger=all_finished, skip_on_upstream_skip=False)
def look(a, b):
    return [type(v).__name__ for v in a], [type(v).__name__ for v in b]

with Flow("map-skip") as flow:
    m = even.map([0, 1, 2])
    n = inc.map(m)
    total(n)
    look(m, n)
