"""A custom trigger with a mapped upstream: in a reduce it sees the Mapped state, in a child the state of its element."""
from prefect import task, Flow
from prefect.triggers import all_finished
EVENTS = []
EVENTS_ANY_ORDER = True

def see(upstream_states):
    for edge, state in upstream_states.items():
        n = len(state.map_states) if state.is_mapped() else None
        EVENTS.append([edge.key, edge.mapped, edge.upstream_task.name, type(state).__name__, n])
    return True

def most_ok(upstream_states):
    (state,) = upstream_states.values()
    ok = [s for s in state.map_states if s.is_successful()]
    return len(ok) >= 2

@task
def inv(x):
    return 12 // x

@task(trigger=see)
def child(x):
    return type(x).__name__

@task(trigger=see)
def reduce_(xs):
    return len(xs)

@task(trigger=most_ok)
def quorum(xs):
    return [x for x in xs if isinstance(x, int)]

with Flow("custom-trigger-mapped") as flow:
    m = inv.map([1, 0, 2])
    child.map(m)
    reduce_(m)
    quorum(m)
    quorum(inv.map([0, 1]))
