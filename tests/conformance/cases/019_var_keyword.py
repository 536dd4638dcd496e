"""**kwargs in a task's signature."""
from prefect import task, Flow

@task
def f(a, **kwargs):
    return (a, sorted(kwargs.items()))

with Flow("kwargs") as flow:
    x = f(1)
    f(2, b=3, **{"c": x, "d": [1, 2]})
