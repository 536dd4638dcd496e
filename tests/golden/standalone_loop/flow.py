import prefect
from prefect import Flow, Parameter, case, task, unmapped


@task
def numbers(count):
    prefect.context.logger.info("making %s", count)
    return list(range(count))


@task
def add(x, y):
    return x + y


@task
def total(values):
    return sum(values)


with Flow("standalone recorded") as flow:
    count = Parameter("count", default=3)
    values = numbers(count)
    for step in (1, 10):
        values = add.map(values, unmapped(step))
    with case(total(values) > 10, True):
        add(total(values), 1)
