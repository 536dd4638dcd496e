from prefect import task

import stage


@task
def fake(n):
    return [stage.STAGE] * n
