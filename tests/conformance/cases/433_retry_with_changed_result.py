"""A retried task whose reduce, mapped consumer, case and merge all wait for it."""
import datetime
import prefect
from prefect import task, Flow, case
from prefect.tasks.control_flow import merge

@task(max_retries=2, retry_delay=datetime.timedelta(0))
def flaky(x):
    if prefect.context.task_run_count <= x:
        raise ValueError(x)
    return [x, prefect.context.task_run_count]

@task
def v(x):
    return x

with Flow("retry-everything-waits") as flow:
    f = flaky(1)
    v.map(f)
    with case(f[1], 2):
        a = flaky(2)
    with case(f[1], 1):
        b = flaky(0)
    v(merge(a, b))
    v([f, flaky.map([0, 1, 2])])
