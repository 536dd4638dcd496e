"""PREFECT__TASKS__DEFAULTS__*: default retries for tasks that do not say otherwise."""
import prefect
from prefect import task, Flow
ENV = {"PREFECT__TASKS__DEFAULTS__MAX_RETRIES": "1", "PREFECT__TASKS__DEFAULTS__RETRY_DELAY": "1"}
EVENTS = []
EVENTS_ANY_ORDER = True

@task
def flaky():
    EVENTS.append("flaky")
    if prefect.context.task_run_count == 1:
        raise ValueError("once")
    return prefect.context.task_run_count

@task(max_retries=0)
def zero():
    EVENTS.append("zero")
    raise ValueError("always")

with Flow("task-defaults") as flow:
    flaky()
    zero()
