"""A positional-only argument is refused at decoration."""
from prefect import task, Flow

@task
def f(x, /):
    return x

with Flow("positional-only") as flow:
    f(1)
