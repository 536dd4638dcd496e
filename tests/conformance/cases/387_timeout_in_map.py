"""A timeout of one mapped child; the others and their descendants go on."""
import time
from prefect import task, Flow
from prefect.triggers import all_finished

@task(timeout=2)
def work(x):
    if x == 2:
        time.sleep(6)
    return x

@task
def inc(x):
    return x + 1

@task(trigger=all_finished)
def kinds(xs):
    return [type(x).__name__ for x in xs]

with Flow("timeout-map") as flow:
    m = work.map([1, 2, 3])
    inc.map(m)
    kinds(m)
