"""flatten of a flat list leaves it, strings explode to characters."""
from prefect import task, Flow, flatten

@task
def give(x):
    return x

@task
def show(x):
    return x

with Flow("flatten-flat") as flow:
    show.map(flatten(give([1, 2, 3])))
    show.map(flatten(give(["ab", "c"])))
    show.map(flatten(give([[1], 2])))
