from prefect import task

import ingest


@task
def parts(n):
    return list(range(0, n, ingest.STEP))
