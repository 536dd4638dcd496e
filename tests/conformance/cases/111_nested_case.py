"""Nested case: the inner condition hangs under the outer one."""
from prefect import task, Flow, case
from prefect.tasks.control_flow import merge

@task
def v(x):
    return x

@task
def leaf(x):
    return x

with Flow("nested-case") as flow:
    outer, inner = v(False), v(1)
    with case(outer, True):
        a = leaf("outer")
        with case(inner, 1):
            b = leaf("one")
        with case(inner, 2):
            c = leaf("two")
    with case(outer, False):
        with case(inner, 1):
            d = leaf("other one")
    merge(a, b, c, d)
