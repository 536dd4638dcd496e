"""task_args on map and on call: name, trigger, retries, skip_on_upstream_skip."""
import datetime
import prefect
from prefect import task, Flow
from prefect.triggers import all_finished

@task
def inv(x):
    if isinstance(x, Exception):
        return "rescued"
    if x == 3 and prefect.context.task_run_count == 1:
        raise OSError("once")
    return 12 // x

RETRY = {"max_retries": 1, "retry_delay": datetime.timedelta(0)}
with Flow("task-args-map") as flow:
    a = inv.map([0, 3], task_args={"name": "first", **RETRY})
    b = inv.map(a, task_args=dict(name="second", trigger=all_finished))
    inv(3, task_args=RETRY)
