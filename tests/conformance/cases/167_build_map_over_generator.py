"""A positional map argument without __getitem__ is a TypeError."""
from prefect import task, Flow

@task
def inc(x):
    return x + 1

with Flow("map-generator") as flow:
    inc.map(i for i in range(3))
