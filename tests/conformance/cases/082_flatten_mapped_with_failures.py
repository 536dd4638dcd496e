"""flatten of mapped children: a failed or skipped child counts as one element and stays failed or skipped."""
from prefect import task, Flow, flatten
from prefect.engine.signals import SKIP

@task
def spread(x):
    if x == 0:
        raise ValueError("zero")
    if x == 3:
        raise SKIP("three")
    return list(range(x))

@task
def show(x):
    return ("saw", x)

with Flow("flatten-mapped") as flow:
    m = spread.map([2, 0, 1, 3, 2])
    show.map(flatten(m))
