"""A trigger of one's own is given one object for a state that comes by two edges."""
from prefect import Flow, task, unmapped
from prefect.triggers import some_failed

def tell(states):
    found = list(states.values())
    parts = [part for s in found for part in (s.map_states if s.is_mapped() else [s])]
    raise ValueError(f"{len(found)} edges, {len(set(parts))} states of {len(parts)}")

def few(states):
    return some_failed(at_most=1)(states)

@task
def broken(x):
    raise ValueError(x)

@task
def maybe(x):
    return 12 // x

@task(trigger=tell)
def told(one, other=None):
    return "told"

@task(trigger=few)
def ran(one, other=None):
    return "ran"

with Flow("one-state-for-own-trigger") as flow:
    b, m = broken(1), maybe.map([1, 0, 2])
    for counted in (told, ran):
        counted(b, b, upstream_tasks=[b])
        counted(m, b)
        counted(m, m)
        counted.map(m, unmapped(m))
        counted.map(m, m, upstream_tasks=[m, unmapped(b)])
        counted.map([1, 2], unmapped(7))
