"""SKIP with result=: the state is Skipped and that result is what consumers without skip get."""
from prefect import task, Flow
from prefect.engine.signals import SKIP

@task
def skipped():
    raise SKIP("nothing to do", result=[])

@task
def plain():
    raise SKIP("no result")

@task(skip_on_upstream_skip=False)
def look(x):
    return (type(x).__name__, str(x))

@task
def default(x):
    return x

with Flow("skip-result") as flow:
    s = skipped()
    look(s)
    default(s)
    look(plain())
    look(default(plain()))
