"""timeout as timedelta; retry_delay as an int is accepted, and the first failure ends as Failed."""
import datetime
from prefect import task, Flow

@task(timeout=datetime.timedelta(seconds=30))
def fine():
    return 1

@task(max_retries=2, retry_delay=1)
def int_delay():
    raise ValueError("v")

with Flow("odd-kwargs") as flow:
    fine()
    int_delay()
