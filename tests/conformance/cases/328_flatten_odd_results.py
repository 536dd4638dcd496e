"""flatten of tuples, of an empty list, of a list with empty lists and of a number."""
from prefect import task, Flow, flatten

@task
def give(x):
    return x

@task
def same(x):
    return x

with Flow("flatten-odd") as flow:
    same.map(flatten(give(((1, 2), (3,)))))
    same.map(flatten(give([])))
    same.map(flatten(give([[], []])))
    same.map(flatten(give([1, [2, 3]])))
    same.map(flatten(give(5)))
