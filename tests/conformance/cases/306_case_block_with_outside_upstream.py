"""A block task whose only upstream lies outside hangs on the condition; the outside task runs anyway."""
from prefect import task, Flow, case

@task
def v(x):
    return x

@task
def add(x, y):
    return x + y

with Flow("case-outside") as flow:
    out = v(10)
    with case(v(2), 1):
        a = add(out, 1)
        b = add(a, out)
    add(out, 5)
