"""apply_map inside a case block."""
from prefect import task, Flow, apply_map, case

@task
def v(x):
    return x

@task
def inc(x):
    return x + 1

@task
def dec(x):
    return x - 1

def two(x):
    return dec(inc(x))

with Flow("apply-in-case") as flow:
    c = v("b")
    with case(c, "a"):
        apply_map(two, v([1, 2]))
    with case(c, "b"):
        apply_map(two, v([10, 20]))
