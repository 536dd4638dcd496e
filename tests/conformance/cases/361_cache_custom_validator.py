"""A validator of one's own gets the cached state, the inputs and the parameters."""
import datetime
from prefect import task, Flow, Parameter
RUNS = 3
PARAMETERS = {"limit": 2}
EVENTS = []
ticks = iter([1, 2, 3])

def fresh_enough(state, inputs, parameters):
    EVENTS.append([state.result, inputs["t"], parameters["limit"]])
    return inputs["t"] <= parameters["limit"]

@task
def tick():
    return next(ticks)

@task(cache_for=datetime.timedelta(hours=1), cache_validator=fresh_enough)
def f(t, limit):
    return ("made at", t)

with Flow("cache-custom") as flow:
    f(tick(), Parameter("limit", default=9))
