"""Other decorators underneath @task, with functools.wraps."""
import functools
from prefect import task, Flow

def twice(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs) * 2
    return wrapper

@task(name="decorated")
@twice
def f(x, y=1):
    return x + y

@task
@twice
def g():
    return "g"

with Flow("decorators") as flow:
    f(1)
    f(g(), y="h")
