from time import sleep

from prefect import Flow, task

SIZE = 200


@task
def wait(place):
    sleep(0.020 if place < SIZE // 10 else 0.001)
    return place


@task(name="sum")
def list_sum(values):
    return sum(values)


with Flow("skewed") as flow:
    total = list_sum(wait.map(range(SIZE)))
