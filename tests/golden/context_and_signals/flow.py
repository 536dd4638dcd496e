import prefect
from prefect import Flow, Parameter, context, task
from prefect.engine import signals
from prefect.engine.signals import SKIP
from prefect.engine.state import Success
from prefect.utilities.logging import get_logger


def failure(message):
    from prefect.engine.signals import FAIL

    return FAIL(message)


@task
def names():
    logger = prefect.context.get("logger")
    logger.info("in %s", context.task_name)
    return [context.flow_name, context["task_slug"], context.parameters["n"]]


@task
def skips(n):
    if n < 10:
        raise SKIP("too few", result=n)
    return n


@task(skip_on_upstream_skip=False)
def succeeds(n):
    raise signals.SUCCESS(f"early with {n}", result=5)


@task
def fails():
    get_logger("flow").warning("about to fail")
    raise failure("told to")


@task
def loops():
    count = prefect.context.get("task_loop_count", 1)
    if count < 3:
        raise signals.LOOP(f"round {count}", result=count)
    return prefect.context.task_loop_result


@task
def state():
    return Success("made here", result=[1])


with Flow("context and signals") as flow:
    n = Parameter("n", default=3)
    names()
    succeeds(skips(n))
    fails()
    loops()
    state()
