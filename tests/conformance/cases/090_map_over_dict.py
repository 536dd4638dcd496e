"""Mapping over a dict: KeyError(0) escapes, the whole flow is Failed without task states."""
from prefect import task, Flow

@task
def give():
    return {"a": 1, "b": 2}

@task
def inc(x):
    return x + 1

with Flow("map-dict") as flow:
    inc.map(give())
