from datetime import timedelta

from prefect import Flow, task
from prefect.triggers import all_finished, any_failed

tries = []


@task
def inverse(x):
    return 1 / x


@task(max_retries=2, retry_delay=timedelta(0))
def flaky(x):
    tries.append(x)
    if x == 1.0 and tries.count(x) < 3:
        raise OSError("again")
    return x


@task(trigger=all_finished)
def kind(x):
    return type(x).__name__


with Flow("kernel failures") as flow:
    values = flaky.map(inverse.map([0, 1, 2, "x"]))
    kind.map(values)
