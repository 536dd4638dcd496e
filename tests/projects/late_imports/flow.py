import os

from prefect import Flow, task
from start import started

os.environ["STAGE_OF_LATE_IMPORTS"] = started("flow")

from settings import STAGE, level  # noqa: E402


@task
def told():
    from reports import line

    return line(STAGE), level()


with Flow("late imports") as flow:
    told()
