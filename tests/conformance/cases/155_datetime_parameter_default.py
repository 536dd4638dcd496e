"""DateTimeParameter ignores its default unless required=False."""
from prefect import task, Flow
from prefect.core.parameter import DateTimeParameter

@task
def show(x):
    return str(x)

with Flow("datetime-default") as flow:
    show(DateTimeParameter("d", default="2024-01-02"))
