from prefect import Flow, task

from readers import READERS, reader_for
from readers.base import ORDER


@task
def read(name, text):
    return reader_for(name)(text)


@task
def known():
    return sorted(READERS), ORDER


with Flow("registry") as flow:
    read("a.csv", "1,2\n3,4")
    read("b.md", "x\ny")
    known()
    for suffix in ORDER:
        read(f"each.{suffix}", suffix, task_args={"name": f"read {suffix}"})
