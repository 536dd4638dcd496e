"""prefect.context.parameters does not satisfy a required parameter."""
from prefect import task, Flow, Parameter
CONTEXT = {"parameters": {"n": 3}}

@task
def show(x):
    return x

with Flow("context-required") as flow:
    show(Parameter("n"))
