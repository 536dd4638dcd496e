from prefect import task

import notify
from notify import forgiving, on_change


@task(state_handlers=[on_change, forgiving])
def fragile(x):
    return 1 / x


@task(on_failure=notify.when_failed, state_handlers=[notify.on_change])
def broken(x):
    raise ValueError(x)


@task(trigger=lambda upstream: True)
def said():
    return notify.SAID
