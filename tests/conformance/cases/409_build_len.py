"""len() of a task at build time is a TypeError."""
from prefect import task, Flow

@task
def v():
    return [1]

with Flow("len") as flow:
    n = len(v())
