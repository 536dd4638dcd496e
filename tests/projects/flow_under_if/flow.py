from prefect import Flow, task

import stage
from dev import fake


@task
def real():
    return stage.STAGE


if stage.DEV:
    with Flow("for developers") as flow:
        fake(2)
else:
    with Flow("for real") as flow:
        real()
