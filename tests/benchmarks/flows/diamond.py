from prefect import Flow, task

SIZE = 100


@task
def inc(x):
    return x + 1


@task
def dec(x):
    return x - 1


@task
def add(x, y):
    return x + y


@task(name="sum")
def list_sum(numbers):
    return sum(numbers)


with Flow("diamond") as flow:
    higher = inc.map(range(SIZE))
    lower = dec.map(range(SIZE))
    pairs = add.map(higher, lower)
    total = list_sum(pairs)
