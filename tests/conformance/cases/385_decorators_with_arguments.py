"""Decorators with arguments below @task: one that swallows exceptions, one that changes the result, signature kept."""
import functools
from prefect import task, Flow

def default(value):
    def deco(fn):
        @functools.wraps(fn)
        def inner(*args, **kwargs):
            try:
                return fn(*args, **kwargs)
            except ZeroDivisionError:
                return value
        return inner
    return deco

def listed(fn):
    @functools.wraps(fn)
    def inner(x, **kw):
        return [fn(x, **kw)]
    return inner

@task(name="safe")
@default(value=-1)
@listed
def inv(x, by=12):
    return by // x

with Flow("decorator-arguments") as flow:
    inv.map([0, 3])
    inv(5, by=100)
