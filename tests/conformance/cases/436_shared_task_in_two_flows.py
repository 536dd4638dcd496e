"""Task objects shared by two flows: each has its own slugs, edges and constants."""
from prefect import task, Flow

@task
def one(x=1):
    return x

@task
def inc(x):
    return x + 1

shared = inc.copy(name="shared")
with Flow("a") as other:
    shared.bind(one(10))
with Flow("b") as flow:
    shared.bind(one)
    inc(shared)
