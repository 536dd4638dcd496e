"""A state handler on a mapped task that turns a failed child into Success; the parent's own transition is left alone."""
import prefect
from prefect import task, Flow
from prefect.engine.state import Success

def rescue(t, old, new):
    if new.is_failed():
        return Success(f"rescued {prefect.context.map_index}", result=-1)
    return new

@task(state_handlers=[rescue])
def inv(x):
    return 12 // x

@task
def total(xs):
    return sum(xs)

with Flow("handler-rescues") as flow:
    total(inv.map([1, 0, 2]))
