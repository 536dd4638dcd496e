"""upstream_tasks: order and trigger only, no data; a constant among them becomes a node."""
from prefect import task, Flow
EVENTS = []

@task
def first():
    EVENTS.append("first")
    return "ignored"

@task
def second(x):
    EVENTS.append("second")
    return x

@task
def third():
    EVENTS.append("third")
    return 3

with Flow("upstream") as flow:
    a = first()
    b = second(2, upstream_tasks=[a])
    c = third(upstream_tasks=[b, a])
    second(c, upstream_tasks=[5, a])
