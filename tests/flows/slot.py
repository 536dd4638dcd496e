"""A task that fails once, and one that runs while the first waits for its retry."""

import datetime
import time
from pathlib import Path

import prefect
from prefect import Flow, Parameter, task


@task(max_retries=1, retry_delay=datetime.timedelta(seconds=4))
def flaky(folder):
    if prefect.context.task_run_count == 1:
        (Path(folder) / "tried").touch()
        raise ConnectionError("once")
    return (Path(folder) / "other ran").exists()


@task
def other(folder):
    deadline = time.monotonic() + 60
    while not (Path(folder) / "tried").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    (Path(folder) / "other ran").touch()
    return (Path(folder) / "tried").exists()


with Flow("slot") as flow:
    folder = Parameter("folder")
    flaky(folder)
    other(folder)
