"""Constant arguments count as Success upstream states for triggers."""
from prefect import task, Flow
from prefect.triggers import any_successful, all_failed, some_successful

@task
def bad():
    raise ValueError("v")

@task(trigger=any_successful)
def any_ok(x, y):
    return repr((x, y))

@task(trigger=all_failed)
def all_bad(x, y):
    return repr((x, y))

@task(trigger=some_successful(at_least=2))
def two_ok(x, y, z):
    return z

with Flow("constants-trigger") as flow:
    b = bad()
    any_ok(b, 1)
    all_bad(b, 1)
    all_bad(b, b)
    two_ok(b, 1, [2])
    any_ok(b, b)
