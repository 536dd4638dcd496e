"""FilterTask drops None and exceptions by default, but keeps signal objects; or a filter_func of one's own."""
from prefect import task, Flow
from prefect.engine.signals import SKIP
from prefect.tasks.control_flow import FilterTask

@task
def f(x):
    if x == 0:
        raise ValueError("zero")
    if x == 1:
        raise SKIP("one")
    return None if x == 2 else x

@task
def g(x):
    return x

with Flow("filter") as flow:
    m = f.map([0, 1, 2, 3])
    FilterTask()(m)
    FilterTask()(g.map(m))
    FilterTask(filter_func=lambda v: isinstance(v, int) and v > 2)(g.map([1, 2, 3, 4]))
