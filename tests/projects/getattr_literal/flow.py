import settings
from prefect import Flow, task


@task
def size():
    return getattr(settings, "SIZE"), getattr(settings, "COLOUR", "none")


@task
def has():
    return hasattr(settings, "SIZE"), hasattr(settings, "COLOUR")


with Flow("literal") as flow:
    size()
    has()
