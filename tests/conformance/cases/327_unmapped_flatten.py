"""unmapped(flatten(x)): every child gets the whole flattened list."""
from prefect import task, Flow, flatten, unmapped

@task
def nested():
    return [[1], [2, 3]]

@task
def pair(x, xs):
    return (x, xs)

with Flow("unmapped-flatten") as flow:
    n = nested()
    pair.map(["a", "b"], xs=unmapped(flatten(n)))
