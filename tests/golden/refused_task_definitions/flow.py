from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


import datetime


@task(max_retries=3)
def no_delay():
    pass


@task(retry_delay=datetime.timedelta(1))
def no_retries():
    pass


@task(max_retries=1, retry_delay=5)
def seconds():
    pass


@task("name")
def positional():
    pass


@task(tags="tag", cache_for=datetime.timedelta(1), timeout=3)
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


@print
@task
def decorated():
    pass


@task
def inc(x):
    return x


def uses_a_task():
    return inc.run(1)


with Flow("definitions") as flow:
    inc(1)
