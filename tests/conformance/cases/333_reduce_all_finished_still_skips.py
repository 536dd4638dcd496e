"""all_finished alone does not help a reduce over a skipped child: skip_on_upstream_skip comes first."""
from prefect import task, Flow
from prefect.engine.signals import SKIP
from prefect.triggers import all_finished, any_successful

@task
def f(x):
    if x == 1:
        raise SKIP("one")
    if x == 2:
        raise ValueError("two")
    return x

@task(trigger=all_finished)
def with_skip(xs):
    return "not reached"

@task(trigger=all_finished, skip_on_upstream_skip=False)
def without_skip(xs):
    return [type(x).__name__ for x in xs]

@task(trigger=any_successful, skip_on_upstream_skip=False)
def some(xs):
    return len(xs)

with Flow("reduce-skips") as flow:
    m = f.map([0, 1, 2])
    with_skip(m), without_skip(m), some(m)
