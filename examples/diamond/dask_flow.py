"""The diamond: two maps side by side, a third over their pairs, one sum."""

import random
import time

from prefect import Flow, task


def pretend_to_work():
    time.sleep(random.uniform(0, 0.02))


@task
def inc(x):
    pretend_to_work()
    return x + 1


@task
def dec(x):
    pretend_to_work()
    return x - 1


@task
def add(x, y):
    pretend_to_work()
    return x + y


@task(name="sum")
def list_sum(numbers):
    return sum(numbers)


with Flow("diamond") as flow:
    higher = inc.map(range(100))
    lower = dec.map(range(100))
    pairs = add.map(higher, lower)
    total = list_sum(pairs)


if __name__ == "__main__":
    flow.run()
