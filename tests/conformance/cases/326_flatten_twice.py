"""flatten(flatten(x)) un-nests no more than flatten(x); flatten of a map over flatten."""
from prefect import task, Flow, flatten

@task
def deep():
    return [[[1], [2, 3]], [[4]]]

@task
def same(x):
    return x

@task
def dup(x):
    return [x, x]

with Flow("flatten-twice") as flow:
    d = deep()
    same.map(flatten(flatten(d)))
    same.map(flatten(same(flatten(d))))
    two = dup.map(flatten(same.map(flatten(d))))
    same.map(flatten(two))
    same(flatten(two))
