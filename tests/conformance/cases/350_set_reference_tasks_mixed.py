"""set_reference_tasks with a mapped and a skipped task; a failing leaf does not count."""
from prefect import task, Flow
from prefect.engine.signals import SKIP

@task
def inc(x):
    return x + 1

@task
def skip(x):
    raise SKIP("s")

@task
def bad(x):
    raise ValueError("v")

with Flow("reference-mixed") as flow:
    m = inc.map([1, 2])
    s = skip(m)
    bad(m)
flow.set_reference_tasks([m, s])
