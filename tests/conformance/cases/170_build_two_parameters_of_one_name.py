"""Two different Parameters of one name are a ValueError."""
from prefect import task, Flow, Parameter

@task
def show(x, y):
    return (x, y)

with Flow("twice") as flow:
    show(Parameter("p", default=1), Parameter("p", default=2))
