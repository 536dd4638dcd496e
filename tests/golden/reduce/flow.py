from prefect import Flow, task
from prefect.triggers import all_finished


@task
def numbers():
    return [4, 2, 1]


@task
def inverse(x):
    return 1 / x


@task
def total(xs):
    return sum(xs)


@task(trigger=all_finished)
def kinds(xs):
    return [type(x).__name__ for x in xs]


with Flow("reduce") as flow:
    inverses = inverse.map(numbers())
    total(inverses)
    broken = inverse.map([1, 0, 2])
    total(broken)
    kinds(broken)
    kinds([broken, inverses])
