"""Uncalled tasks in upstream_tasks, as arguments, mapped and in collections: one shared node; a call makes a copy without their edges."""
from prefect import task, Flow
EVENTS = []

@task
def nums():
    EVENTS.append("nums")
    return [1, 2]

@task
def inc(x=0):
    return x + 1

@task
def show(x):
    return x

with Flow("uncalled-upstream") as flow:
    inc.set_upstream(nums)
    show([inc, nums])
    show.map(nums)
    show(5, upstream_tasks=[inc])
    inc(1)
