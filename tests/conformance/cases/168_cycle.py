"""A cycle is only found by flow.run: Failed, and the result is the exception."""
from prefect import task, Flow

@task
def a():
    return 1

@task
def b():
    return 2

with Flow("cycle") as flow:
    a.set_upstream(b)
    b.set_upstream(a)
