"""merge of mapped branches whose children raise SKIP: plain, it takes the first whole list; mapped=True, a SKIP object wins."""
from prefect import task, Flow
from prefect.engine.signals import SKIP
from prefect.tasks.control_flow import merge

@task
def low(x):
    if x > 1:
        raise SKIP("high")
    return ("low", x)

@task
def high(x):
    if x <= 1:
        raise SKIP("low")
    return ("high", x)

with Flow("merge-plain") as flow:
    a, b = low.map([1, 2]), high.map([1, 2])
    merge(a, b)
    merge(a, b, mapped=True)
    merge(high.map([1]), low.map([2]))
