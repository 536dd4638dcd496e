"""An error of plain Python in the block surfaces unchanged: here a KeyError of a lookup."""
from prefect import task, Flow

TABLES = {"a": 1}

@task
def load(t):
    return t

with Flow("lookup") as flow:
    for name in ["a", "b"]:
        load(TABLES[name])
