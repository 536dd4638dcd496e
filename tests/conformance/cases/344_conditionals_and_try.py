"""Constant conditionals, while loops, try/except around a refused call, and walrus at build time."""
from prefect import task, Flow

DEBUG = False

@task
def f(x, y=None):
    return (x, y)

with Flow("control") as flow:
    a = f("debug") if DEBUG else f("release")
    try:
        f()
    except TypeError:
        b = f("fallback", a)
    else:
        b = f("unreachable")
    n = 0
    while (n := n + 1) < 3:
        b = f(n, b)
    if not (a == b):
        f("different")
