"""A mapped task as the condition of a plain case: the condition is the whole list."""
from prefect import task, Flow, case

@task
def v(x):
    return x

with Flow("case-list") as flow:
    m = v.map([1, 2])
    with case(m, [1, 2]):
        v("list matched")
    with case(m, 1):
        v("element")
