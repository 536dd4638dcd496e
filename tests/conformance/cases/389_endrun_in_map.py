"""ENDRUN raised by mapped children."""
from prefect import task, Flow
from prefect.engine.runner import ENDRUN
from prefect.engine.state import Failed, Skipped, Success

@task
def f(x):
    if x == 1:
        raise ENDRUN(Skipped("one"))
    if x == 2:
        raise ENDRUN(state=Failed("two"))
    if x == 3:
        raise ENDRUN(state=Success("three", result=33))
    return x

@task
def g(x):
    return x

with Flow("endrun-map") as flow:
    g.map(f.map([0, 1, 2, 3]))
