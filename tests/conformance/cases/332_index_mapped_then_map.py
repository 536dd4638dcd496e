"""An index or slice of a mapped task, mapped again; a list of two indexes."""
from prefect import task, Flow

@task
def pair(x):
    return [x, x * 10]

@task
def inc(x):
    return x + 1

with Flow("index-map") as flow:
    m = pair.map([1, 2, 3])
    inc.map(m[1])
    inc.map([m[0][0], m[2][1]])
    pair.map(m[1:])
