from prefect import Flow, task

from one import rows
from other import debug


@task
def first():
    return f"{rows=}"


with Flow("debug") as flow:
    first()
    debug()
