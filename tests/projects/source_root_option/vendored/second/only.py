from prefect import task

from both import NAME


@task
def told():
    return NAME
