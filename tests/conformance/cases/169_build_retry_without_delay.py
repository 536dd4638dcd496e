"""max_retries without retry_delay is a ValueError."""
from prefect import task, Flow

@task(max_retries=2)
def f():
    return 1

with Flow("no-delay") as flow:
    f()
