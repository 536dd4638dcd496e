"""cache_for with a mapped task, with never_use and with partial_inputs_only."""
import datetime
from prefect import task, Flow
from prefect.engine.cache_validators import all_inputs, never_use, partial_inputs_only
RUNS = 2
EVENTS = []
EVENTS_ANY_ORDER = True
HOUR = datetime.timedelta(hours=1)
ticks = iter([100, 200])

@task
def changing():
    return next(ticks)

@task(cache_for=HOUR, cache_validator=all_inputs)
def mapped(x):
    EVENTS.append(["mapped", x])
    return x * 2

@task(cache_for=HOUR, cache_validator=never_use)
def never(x):
    EVENTS.append("never")
    return x

@task(cache_for=HOUR, cache_validator=partial_inputs_only(["x"]))
def partial(x, t):
    EVENTS.append("partial")
    return (x, t)

with Flow("cache-mapped") as flow:
    mapped.map([1, 2])
    never(5)
    partial(5, changing())
