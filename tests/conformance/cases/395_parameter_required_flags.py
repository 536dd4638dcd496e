"""required=True with a default and required=False without one; a Parameter with tags."""
from prefect import task, Flow, Parameter
PARAMETERS = {"must": 1}

@task
def show(*, a, b, c):
    return (a, b, c)

with Flow("parameter-flags") as flow:
    show(
        a=Parameter("must", default=5, required=True),
        b=Parameter("may", required=False),
        c=Parameter("tagged", default=3, tags=["t"]),
    )
