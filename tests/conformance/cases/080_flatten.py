"""flatten un-nests one level, in a map and in a plain call."""
from prefect import task, Flow, flatten

@task
def nested():
    return [[1, 2], [], [3, [4]]]

@task
def show(x):
    return x

with Flow("flatten") as flow:
    n = nested()
    show.map(flatten(n))
    show(flatten(n))
    show.map(flatten([["a"], ["b", "c"]]))
