"""apply_map: failures and retries stay with their element, also through the reduce."""
import datetime
import prefect
from prefect import task, Flow, apply_map
from prefect.triggers import all_finished

@task(max_retries=1, retry_delay=datetime.timedelta(0))
def inv(x):
    if x == 4 and prefect.context.task_run_count == 1:
        raise OSError("once")
    return 12 // x

@task
def inc(x):
    return x + 1

@task(trigger=all_finished)
def kinds(xs):
    return [type(x).__name__ for x in xs]

with Flow("apply-failures") as flow:
    kinds(apply_map(lambda x: inc(inv(x)), [1, 0, 4]))
