"""DateTimeParameter parses strings."""
import datetime
from prefect import task, Flow
from prefect.core.parameter import DateTimeParameter
PARAMETERS = {"day": "2024-02-29", "at": "2024-03-01T12:30:00+02:00"}

@task
def show(x):
    return (x.isoformat(), isinstance(x, datetime.datetime))

with Flow("datetime") as flow:
    show(DateTimeParameter("day"))
    show(DateTimeParameter("at"))
