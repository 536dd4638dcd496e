"""Two tasks that fail once each, and on their retry look whether the other has tried."""

import datetime
from pathlib import Path

from prefect import Flow, Parameter, task


def attempt(folder, mine, other):
    if not (Path(folder) / mine).exists():
        (Path(folder) / mine).touch()
        raise ConnectionError("once")
    return (Path(folder) / other).exists()


@task(max_retries=1, retry_delay=datetime.timedelta(seconds=3))
def left(folder):
    return attempt(folder, "left", "right")


@task(max_retries=1, retry_delay=datetime.timedelta(seconds=3))
def right(folder):
    return attempt(folder, "right", "left")


with Flow("slot") as flow:
    folder = Parameter("folder")
    left(folder)
    right(folder)
