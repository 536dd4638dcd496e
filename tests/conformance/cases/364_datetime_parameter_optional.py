"""DateTimeParameter with required=False: its default, parsed, or None."""
from prefect import task, Flow
from prefect.core.parameter import DateTimeParameter

@task
def show(x):
    return x if x is None else x.isoformat()

with Flow("datetime-optional") as flow:
    show(DateTimeParameter("a", required=False))
    show(DateTimeParameter("b", required=False, default="2024-05-06T07:08:09"))
