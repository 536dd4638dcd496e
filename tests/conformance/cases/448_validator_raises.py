"""A cache validator that raises fails its task; the others go on."""
import datetime

from prefect import Flow, task

RUNS = 2


def broken(state, inputs, parameters):
    raise RuntimeError("no idea")


@task(cache_for=datetime.timedelta(hours=1), cache_validator=broken)
def cached():
    return 5


@task
def other():
    return 6


with Flow("validator-raises") as flow:
    cached()
    other()
