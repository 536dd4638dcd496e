"""Operators on mapped tasks reduce them first."""
from prefect import task, Flow

@task
def inc(x):
    return x + 1

with Flow("operators-mapped") as flow:
    m = inc.map([1, 2])
    m + [9]
    m * 2
    m + inc.map([5])
    m.is_equal([2, 3])
    m + 1
