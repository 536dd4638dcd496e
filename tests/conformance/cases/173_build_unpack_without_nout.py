"""Unpacking a task without nout is a TypeError."""
from prefect import task, Flow

@task
def f():
    return 1, 2

with Flow("unpack") as flow:
    a, b = f()
