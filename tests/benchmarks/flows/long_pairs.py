from time import sleep

from prefect import Flow, task

SIZE = 2


@task
def inc(x):
    sleep(1)
    return x + 1


@task
def dec(x):
    sleep(1)
    return x - 1


@task
def add(x, y):
    sleep(1)
    return x + y


@task(name="sum")
def list_sum(numbers):
    return sum(numbers)


with Flow("long pairs") as flow:
    higher = inc.map(range(SIZE))
    lower = dec.map(range(SIZE))
    pairs = add.map(higher, lower)
    total = list_sum(pairs)
