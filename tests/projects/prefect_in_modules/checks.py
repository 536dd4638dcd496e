import prefect
from prefect import task
from prefect.engine import signals
from prefect.engine.state import Failed, Skipped, Success
from prefect.triggers import all_finished, any_failed


def log(text, *args):
    prefect.context.logger.info(text, *args)


@task
def check(n, limit):
    log("checking %s", n)
    if n > limit:
        raise signals.FAIL(f"{n} is above {limit}", result=n)
    if n < 0:
        raise signals.SKIP(message="negative")
    return n


@task(skip_on_upstream_skip=False)
def state_of(n):
    if not isinstance(n, int):
        return Skipped("nothing to do")
    return Success("returned", result=n) if n % 2 else Failed("even")


@task(trigger=all_finished, skip_on_upstream_skip=False)
def names():
    return prefect.context.get("task_name"), prefect.context["parameters"]


@task(trigger=any_failed)
def alarm():
    raise signals.SUCCESS("alarm was raised")


def unreached():
    return prefect.Client()
