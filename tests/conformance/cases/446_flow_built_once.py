"""A flow is built once: what its block keeps in the module is not kept anew by a run."""
from prefect import Flow, task

RUNS = 2
results = []


@task
def f(i):
    return i * 10


@task
def total(values):
    return sum(values)


with Flow("built-once") as flow:
    for number in range(3):
        results.append(f(number))
    total(results)
