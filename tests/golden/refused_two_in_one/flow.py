from contextlib import suppress
from prefect import Flow, task
from prefect.tasks import *


@task
def one():
    return 1


with Flow("first") as first, suppress(ValueError):
    one()

if True:
    with Flow("second") as second:
        one()

with Flow() as nameless:
    one()
