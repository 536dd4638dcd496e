"""Branches that fail, one after another and beside ones that don't."""

import datetime
from pathlib import Path

from prefect import Flow, Parameter, task
from prefect.triggers import all_finished


@task
def numbers():
    return [3, 0, 2, 1]


@task
def invert(x):
    return 6 / x


@task
def total(values):
    return sum(values)


@task(trigger=all_finished)
def count_failures(values):
    return sum(isinstance(value, Exception) for value in values)


@task
def connect(table):
    raise LookupError(f"no table {table}")


@task
def after(x):
    return x


@task
def unrelated():
    return "untouched"


@task(max_retries=2, retry_delay=datetime.timedelta(seconds=0.2))
def third_time_lucky(folder):
    attempt = 1 + len(list(Path(folder).glob("attempt-*")))
    (Path(folder) / f"attempt-{attempt}").touch()
    if attempt < 3:
        raise ConnectionError(attempt)
    return attempt


with Flow("branches") as flow:
    inverses = invert.map(numbers())
    total(inverses)
    count_failures(inverses)
    after(after(connect(Parameter("table", default="people"))))
    unrelated()
    after(third_time_lucky(Parameter("folder")))
