"""apply_map over a mapped task and a second apply_map on its output; a constant argument inside stays whole."""
from prefect import task, Flow, apply_map

@task
def inc(x):
    return x + 1

@task
def scale(x, factors):
    return [x * f for f in factors]

@task
def total(xs):
    return sum(xs)

def fan(x):
    return scale(inc(x), [1, 10])

with Flow("apply-over-mapped") as flow:
    m = inc.map([1, 2])
    f = apply_map(fan, m)
    apply_map(total, f)
