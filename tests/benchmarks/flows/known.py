from time import perf_counter

from prefect import Flow, task

SIZE = 100


@task
def numbers():
    return list(range(SIZE))


@task
def spin(x):
    until = perf_counter() + 20e-6
    while perf_counter() < until:
        pass
    return x


@task(name="sum")
def list_sum(values):
    return sum(values)


@task
def count(values):
    return len(values)


with Flow("known") as flow:
    made = count(numbers())
    total = list_sum(spin.map(range(SIZE)))
