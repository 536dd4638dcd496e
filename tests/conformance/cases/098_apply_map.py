"""apply_map: a function of several tasks, with an unmapped argument."""
from prefect import task, Flow, apply_map, unmapped

@task
def inc(x):
    return x + 1

@task
def mul(x, y):
    return x * y

def both(x, k):
    return mul(inc(x), k)

@task
def nums():
    return [1, 2, 3]

@task
def total(xs):
    return sum(xs)

with Flow("apply-map") as flow:
    total(apply_map(both, nums(), k=unmapped(10)))
