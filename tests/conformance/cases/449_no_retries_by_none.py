"""`max_retries=None` is none, also for a mapped task."""
from prefect import Flow, task


@task(max_retries=None)
def f(x):
    return 10 // x


with Flow("no-retries") as flow:
    f(2)
    f.map([1, 0, 5])
