import datetime

from prefect import Flow, task


@task
def inc(x, y=1):
    return x + y


@task(max_retries=3)
def no_delay():
    pass


@task(retry_delay=datetime.timedelta(1))
def no_retries():
    pass


@task("name")
def positional():
    pass


@task(tags="tag")
def keywords():
    pass


@task
def variable(*args):
    pass


@task
def only(a, /, b):
    pass


@task
def reserved(flow, upstream_tasks, mapped):
    pass


@task
async def later():
    pass


with Flow("definitions") as flow:
    inc(1)
