"""A task that takes its worker with it, and tasks that have nothing to do with it."""

import os
import signal

from prefect import Flow, task
from prefect.triggers import all_finished


@task
def number():
    return 20


@task
def deadly(x):
    os.kill(os.getpid(), signal.SIGKILL)


@task
def after(x):
    return x


@task(trigger=all_finished)
def clean_up(x, y):
    return isinstance(x, Exception), y


@task
def double(x):
    return 2 * x


with Flow("deadly") as flow:
    start = number()
    end = deadly(start)
    after(end)
    clean_up(end, start)
    double.map([1, 2, 3])
    double(start)
