"""*args in a task's signature is a ValueError."""
from prefect import task, Flow

@task
def f(*args):
    return args

with Flow("var-positional") as flow:
    f(1)
