"""Nested lists, tuples, sets and dicts holding tasks: their nodes and values."""
from prefect import task, Flow

@task
def v(x):
    return x

@task
def show(x):
    return x

with Flow("collections-nested") as flow:
    a, b = v("a"), v("b")
    show(([a, 1], {"k": b}, (2, (a,))))
    show({a})
    show({"x": [b, {"y": a}], "z": [1, 2]})
    show([[1, 2], {"k": (3,)}])
    show({1: a, ("t", 2): b})
