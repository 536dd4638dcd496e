"""Results that are exceptions, classes, functions' values, nested tuples and None are plain values."""
from prefect import task, Flow

@task
def give(k):
    return {"exc": ValueError("a value"), "cls": dict, "tuple": (1, (2, None)), "none": None, "bytes": b"x"}[k]

@task
def show(x):
    return (type(x).__name__, x is None)

with Flow("odd-results") as flow:
    for k in ["exc", "cls", "tuple", "none", "bytes"]:
        show(give(k))
