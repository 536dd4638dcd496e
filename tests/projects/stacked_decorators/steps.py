from prefect import task

from wrapping import Repeated, counted, default


@task(name="square")
@counted
@default(4)
def squared(x=None):
    return x * x


@task
@Repeated(2)
@counted
def echo(x):
    return f"echo {x}"
