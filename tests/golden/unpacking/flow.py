from typing import Tuple

from prefect import Flow, task


@task(nout=3)
def three():
    return 1, 2, 3


@task
def pair() -> Tuple[int, str]:
    return 1, "one"


@task
def inc(x):
    return x + 1


with Flow("unpacking") as flow:
    first, *rest = three()
    (number, text), other = pair(), inc(2)
    holder = {}
    holder["key"] = inc(first)
    [inc(each) for each in rest]
    inc(number)
