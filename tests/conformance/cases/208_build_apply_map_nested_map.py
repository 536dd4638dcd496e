""".map inside an apply_map function is a ValueError."""
from prefect import task, Flow, apply_map

@task
def inc(x):
    return x + 1

def fn(x):
    return inc.map(inc(x))

with Flow("apply-nested") as flow:
    apply_map(fn, [[1], [2]])
