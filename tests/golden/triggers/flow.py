from prefect import Flow, task, triggers
from prefect.triggers import all_failed, any_failed, any_successful


@task
def good():
    return "good"


@task
def bad():
    raise KeyError("bad")


@task(trigger=any_failed)
def repair(a, b):
    return "repaired"


@task(trigger=all_failed)
def gave_up(a, b):
    return "gave up"


@task(trigger=any_successful)
def partial(a, b):
    return a


@task(trigger=triggers.always_run)
def report(a, b):
    return f"{type(a).__name__} {type(b).__name__}"


@task(skip_on_upstream_skip=False)
def plain(a):
    return a


with Flow("triggers") as flow:
    a, b = good(), bad()
    repair(a, b)
    gave_up(a, b)
    gave_up(b, b)
    partial(a, b)
    report(a, b)
    plain(repair(a, a))
    plain(plain(b))
