import os
from pathlib import Path

from prefect import task

LOG = Path(os.environ.get("CASE_TMP", ".")) / "log.txt"


def note(text):
    with LOG.open("a") as file:
        file.write(text)
    return LOG.read_text()


@task
def one():
    return note("1")


@task
def two():
    return note("2")


@task
def three():
    return note("3")
