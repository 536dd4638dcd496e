import prefect
from prefect import task

try:
    from company_wide import Flow
except ImportError:
    from base import Flow


@task
def named():
    return prefect.context.flow_name


with Flow("conditional") as flow:
    named()
