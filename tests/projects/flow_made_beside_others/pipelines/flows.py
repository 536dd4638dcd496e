from prefect import task
from prefect.storage import Local

from pipelines.custom import CompanyFlow as Flow


@task
def following():
    return second.name


@task
def inc(x):
    return x + 1


with Flow("first") as first:
    following()

first.storage = Local()
first.run_config = None

with Flow("second") as second:
    inc(len(first.name))

second.storage = Local()

with Flow("third") as third:
    inc(len(second.name))

third.storage = second.storage
