"""flow.replace puts another task in the place of one, edges kept."""
from prefect import task, Flow

@task
def one():
    return 1

@task
def inc(x):
    return x + 1

@task
def ten():
    return 10

with Flow("replace") as flow:
    o = one()
    i = inc(o)
    inc(i)
flow.replace(o, ten)
