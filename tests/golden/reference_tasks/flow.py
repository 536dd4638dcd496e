from prefect import Flow, task
from prefect.triggers import all_finished


@task
def numbers():
    return [1, 2, 3]


@task
def inverse(x):
    return 1 / (x - 2)


@task
def halved(x):
    return x / 2


@task(trigger=all_finished)
def report(values):
    return len(values)


with Flow("reference") as flow:
    inverses = inverse.map(numbers())
    halves = halved.map(inverses)
    told = report(halves)

flow.set_reference_tasks([inverses, told])
