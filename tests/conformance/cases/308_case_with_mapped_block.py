"""Mapped tasks inside a case block: taken they are Mapped, not taken Skipped without children."""
from prefect import task, Flow, case, unmapped
from prefect.tasks.control_flow import merge

@task
def v(x):
    return x

@task
def add(x, y):
    return x + y

with Flow("case-mapped") as flow:
    c = v("yes")
    xs = v([1, 2])
    with case(c, "yes"):
        a = add.map(xs, y=unmapped(1))
        aa = add.map(a, [5, 6])
    with case(c, "no"):
        b = add.map(xs, y=unmapped(100))
    merge(aa, b)
