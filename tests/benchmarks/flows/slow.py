from time import sleep

from prefect import Flow, task

SIZE = 2000


@task
def numbers():
    return list(range(SIZE))


@task
def wait(x):
    sleep(0.005)
    return x


@task(name="sum")
def list_sum(values):
    return sum(values)


with Flow("slow") as flow:
    total = list_sum(wait.map(numbers()))
