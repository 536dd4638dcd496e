"""A required parameter that is not given: flow.run raises."""
from prefect import task, Flow, Parameter

@task
def show(x, y):
    return (x, y)

with Flow("missing") as flow:
    show(Parameter("needed"), Parameter("other", default=1))
