"""Names reassigned, deleted and swapped in the block; a node kept in an object's attribute."""
from types import SimpleNamespace
from prefect import task, Flow

@task
def inc(x):
    return x + 1

@task
def sub(x, y):
    return x - y

with Flow("names") as flow:
    ns = SimpleNamespace()
    x = inc(1)
    y = x
    x = inc(x)
    x, y = y, x
    ns.last = sub(x, y)
    del x
    inc = inc.copy(name="inc2")
    ns.last = inc(ns.last)
    sub(ns.last, y)
