from prefect import task

from .load import SIZE
from .load import load as load_task


@task
def save(rows):
    return f"{len(rows)} of {SIZE} rows from {load_task.name}"
