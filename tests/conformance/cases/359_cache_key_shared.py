"""Two tasks with one cache_key: in the second run both hit what the first run left."""
import datetime
from prefect import task, Flow
from prefect.engine.cache_validators import all_inputs
RUNS = 2
EVENTS = []
OPTS = dict(cache_for=datetime.timedelta(hours=1), cache_key="k", cache_validator=all_inputs)

@task(**OPTS)
def a(x):
    EVENTS.append(f"a{x}")
    return f"a{x}"

@task(**OPTS)
def b(x):
    EVENTS.append(f"b{x}")
    return f"b{x}"

with Flow("cache-key") as flow:
    first = a(1)
    b(2, upstream_tasks=[first])
