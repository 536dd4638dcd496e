from dataclasses import dataclass

from prefect import task

TABLE = "orders"


@dataclass
class Config:
    size: int = 5


def clean(rows):
    return sorted(rows)


@task(tags=["big"])
def load(rows):
    return TABLE, clean(rows), Config()


@task
def fail(rows):
    raise ValueError(clean(rows)[0])
