from prefect import Flow, task

from .names import TABLE


@task
def load(table):
    return table


with Flow("relative import") as flow:
    load(TABLE)
