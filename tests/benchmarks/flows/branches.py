from time import sleep

from prefect import Flow, task

SIZE = 2
STEP = 0.5


@task
def generate(branch):
    sleep(STEP)
    return list(range(branch, branch + SIZE))


@task
def work(x):
    sleep(STEP)
    return x


@task(name="sum")
def list_sum(values):
    sleep(STEP)
    return sum(values)


with Flow("branches") as flow:
    first = list_sum(work.map(generate(1)))
    second = list_sum(work.map(generate(2)))
    third = list_sum(work.map(generate(3)))
