"""A Parameter in a chain after another task is refused."""
from prefect import task, Flow, Parameter

@task
def v():
    return 1

with Flow("parameter-upstream") as flow:
    p = Parameter("p", default=1)
    p.set_upstream(v)
