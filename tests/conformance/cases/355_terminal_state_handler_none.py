"""A terminal_state_handler that returns None keeps the state; it sees the reference states."""
from prefect import task, Flow
EVENTS = []

def look(flow, state, reference_states):
    EVENTS.append([flow.name, type(state).__name__, sorted(type(s).__name__ for s in reference_states)])

@task
def inv(x):
    return 12 // x

with Flow("terminal-none", terminal_state_handler=look) as flow:
    inv(0)
    inv.map([1, 2])
    inv(inv(0))
