"""Upstream states are a set: one that comes by two edges counts once, copies count each."""
from prefect import Flow, Parameter, flatten, task, unmapped
from prefect.engine import signals
from prefect.triggers import some_failed, some_successful

@task
def broken(x):
    raise ValueError(x)

@task
def fine(x):
    return [x]

@task
def maybe(x):
    return [12 // x]

@task
def sent_on(x):
    if x == 2:
        raise signals.FAIL("counts once, though it is three elements", result=[x] * 3)
    return [x, x]

@task(trigger=some_failed(at_most=1))
def few(one, other=None):
    return "few"

@task(trigger=some_failed(at_least=2))
def several(one, other=None):
    return "several"

@task(trigger=some_failed(at_least=0.5, at_most=0.5))
def half(one, other=None):
    return "half"

@task(trigger=some_successful(at_least=2, at_most=2))
def two(one, other=None):
    return "two"

with Flow("one-state-by-two-edges") as flow:
    n = Parameter("n", default=[1])
    b, f, m, s = broken(1), fine(2), maybe.map([1, 0, 2]), sent_on.map([1, 2])
    for counted in (few, several, half, two):
        counted(b, b)
        counted(b, f, upstream_tasks=[b, f])
        counted(f, [f])
        counted(n, n, upstream_tasks=[f])
        counted(7, 7)
        counted(7, f)
        counted(f, flatten(f))
        counted(m, m)
        counted(m, upstream_tasks=[m])
        counted(flatten(s))
        counted.map(m, m)
        counted.map(m, unmapped(m))
        counted.map(m, upstream_tasks=[m])
        counted.map(unmapped(m), upstream_tasks=[m])
        counted.map(m, unmapped(m), upstream_tasks=[m, unmapped(b)])
        counted.map(f, f)
        counted.map(f, unmapped(f))
        counted.map(n, unmapped(n), upstream_tasks=[n])
        counted.map([1], unmapped(b), upstream_tasks=[unmapped(b)])
        counted.map([1, 2], [3, 4])
