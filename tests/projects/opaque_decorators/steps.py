from typing import Tuple

from prefect import task

import wrapping
from wrapping import Times, awaited, collected, connected, kept, named, resigned, twice


@task
@connected
def read(table, connection):
    return table, connection


@task
@named("count")
def counted(rows):
    return len(rows)


@task(name="times ten")
@Times
def times(x):
    return x


@task
@kept
@twice
def both(x):
    return x + 1


@task
@kept
def pair(x) -> Tuple[int, int]:
    return x, -x


@task
@resigned
def shifted(x, y):
    return x, y


@task
@awaited
async def waited(x):
    return x


@task
@collected
def summed(*values):
    return sum(values)


def plain(table, connection):
    return [table, connection]


listed = task(wrapping.connected(plain), name="listed")
