"""retry_on needs max_retries."""
from prefect import task, Flow

@task(retry_on=ValueError)
def v():
    return 1

with Flow("retry-on-alone") as flow:
    v()
