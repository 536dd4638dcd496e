"""Indexing a mapped task reduces it first: TriggerFailed if any child failed."""
from prefect import task, Flow

@task
def inv(x):
    return 12 // x

with Flow("index-mapped") as flow:
    good = inv.map([1, 2, 3])
    good[0], good[-1], good[1:]
    bad = inv.map([1, 0])
    bad[0]
