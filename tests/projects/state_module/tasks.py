from prefect import task

import state
from state import increment


@task
def step(n):
    increment(n)
    return state.counter


@task
def report():
    return f"{state.counter} after {state.history}"
