"""Two tasks of a minute each. The first leaves a file where it starts."""

import time
from pathlib import Path

from prefect import Flow, Parameter, task


@task
def linger(folder):
    (Path(folder) / "lingers").touch()
    time.sleep(60)


@task
def after(x):
    time.sleep(60)


with Flow("long") as flow:
    after(linger(Parameter("folder")))
