"""skip_on_upstream_skip=False mapped over a skipped upstream, alone and beside a good one."""
from prefect import task, Flow
from prefect.engine.signals import SKIP
from prefect.triggers import all_finished

@task
def skip(result):
    raise SKIP("s", result=result)

@task
def raw():
    raise SKIP("no result")

@task
def v(x):
    return x

@task(skip_on_upstream_skip=False)
def f(x, y=0):
    return (x, y)

with Flow("map-skipped-anyway") as flow:
    f.map(skip([1, 2]))
    f.map(raw())
    f.map(v(raw()))
    f.map([1, 2], y=skip([5, 6, 7]))
