"""Starred arguments and ** of dicts in task calls and map calls."""
from prefect import task, Flow, unmapped

@task
def f(a, b, c=3, *, d=4):
    return (a, b, c, d)

with Flow("starred") as flow:
    pos = [f(1, 2), 20]
    f(*pos, **{"d": 5})
    kw = dict(c=[7, 8], d=unmapped("d"))
    f.map(*[[1, 2], ["x", "y"]], **kw)
    first, *rest = [f(n, n) for n in range(3)]
    f(first, rest)
