from datetime import timedelta

import prefect
from prefect import task


def my_task(fn=None, **kwargs):
    """`task` as we use it."""
    if fn is None:
        return lambda fn: my_task(fn, **kwargs)
    kwargs.setdefault("max_retries", 2)
    if kwargs["max_retries"]:
        kwargs.setdefault("retry_delay", timedelta(0))
    return task(fn, **kwargs)


def count():
    return prefect.context.get("task_run_count")
