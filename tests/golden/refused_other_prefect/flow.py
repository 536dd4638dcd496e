from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


import prefect
from prefect import case, context, flatten, mapped
from prefect.engine.signals import SKIP
from prefect.tasks.shell import ShellTask
from prefect.tasks.control_flow import merge

shell = ShellTask(command="ls")


@task
def skip():
    raise SKIP("skipped")


@task
def logs():
    prefect.context.get("logger").info("x")
    context.logger.info("y")


with Flow("other") as flow:
    shell()
    a = skip()
    with case(a, True):
        inc(a)
    inc.map(flatten(a))
    merge(a, a)
    logs()
