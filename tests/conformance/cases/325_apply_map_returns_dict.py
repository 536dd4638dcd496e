"""An apply_map function that returns a dict of tasks; upstream tasks of its roots include the other mapped input."""
from prefect import task, Flow, apply_map

@task
def inc(x):
    return x + 1

@task
def neg(x):
    return -x

def fn(x, y):
    a = inc(x)
    b = neg(y)
    return {"a": a, "b": b}

with Flow("apply-dict") as flow:
    out = apply_map(fn, [1, 2, 3], y=[7, 8])
    inc.map(out["a"])
