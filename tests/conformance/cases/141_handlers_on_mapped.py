"""Handlers on a mapped task: the parent goes Pending->Mapped, each child has its own transitions."""
import prefect
from prefect import task, Flow
EVENTS = []
EVENTS_ANY_ORDER = True

def handler(t, old, new):
    EVENTS.append(f"{prefect.context.get('map_index')}: {type(old).__name__}->{type(new).__name__}")

@task(state_handlers=[handler])
def inv(x):
    return 12 // x

with Flow("map-handlers") as flow:
    inv.map([1, 0])
