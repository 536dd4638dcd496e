import prefect
from prefect import task

from etl.base import Job as Flow


@task
def named():
    return prefect.context.flow_name


with Flow("nightly") as flow:
    named()
