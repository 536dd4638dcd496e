from datetime import timedelta

from prefect import Flow, task
from prefect.triggers import all_finished


@task
def inverse(x):
    return 1 / x


@task(trigger=all_finished, max_retries=1, retry_delay=timedelta(0))
def kind(x):
    return type(x).__name__


@task(trigger=all_finished)
def count(kinds):
    return len(kinds)


with Flow("kernel triggers") as flow:
    kinds = kind.map(inverse.map([0, 1]))
    count(kinds)
