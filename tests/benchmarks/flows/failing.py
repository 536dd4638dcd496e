from prefect import Flow, task
from prefect.triggers import all_finished

SIZE = 100


@task
def inc(x):
    return x + 1


@task
def dec(x):
    if x % 100 == 7:
        raise ValueError(x)
    return x - 1


@task
def add(x, y):
    return x + y


@task(name="sum", trigger=all_finished)
def sum_of_good(numbers):
    return sum(each for each in numbers if isinstance(each, int))


with Flow("failing") as flow:
    higher = inc.map(range(SIZE))
    lower = dec.map(range(SIZE))
    pairs = add.map(higher, lower)
    total = sum_of_good(pairs)
