"""Context in the retry of a mapped child: its own map_index, task_full_name and run count."""
import datetime
import prefect
from prefect import task, Flow, unmapped

@task(max_retries=2, retry_delay=datetime.timedelta(0))
def flaky(x, limit):
    c = prefect.context
    if c.task_run_count < min(x, limit):
        raise ValueError(x)
    return (x, c.map_index, c.task_full_name, c.task_run_count)

with Flow("mapped-retry-context") as flow:
    flaky.map([1, 2, 3], limit=unmapped(3))
