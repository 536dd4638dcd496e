"""A fixed-length Tuple return annotation gives nout; a wrong length only shows at run time."""
from typing import Tuple
from prefect import task, Flow

@task
def pair() -> Tuple[int, str]:
    return 1, "a"

@task
def short() -> tuple[int, int]:
    return (5,)

@task
def show(x, y):
    return (x, y)

with Flow("nout-annotation") as flow:
    x, y = pair()
    show(y, x)
    p, q = short()
    show(p, q)
