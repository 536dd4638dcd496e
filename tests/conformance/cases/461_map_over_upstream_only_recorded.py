"""The same in a flow that is built by Python that only a run can follow."""
from prefect import Flow, task, unmapped
from prefect.engine import signals

@task
def names():
    return ["a", "b", "c"]

@task
def inv(x):
    return 12 // x

@task
def seven():
    return 7

@task
def skipping(x):
    if x == 2:
        raise signals.SKIP("no two")
    return x

@task
def add(x, y=1):
    return x + y

def most(states):
    return sum(state.is_successful() for state in states.values()) > 1

@task(trigger=most)
def most_ready():
    return "ready"

def after(*given):
    return seven.map(upstream_tasks=list(given))

with Flow("map-over-upstream-only-recorded") as flow:
    n, i = names(), inv.map([1, 0, 2, 3])
    k = skipping.map([1, 2, 3])
    for given in ([n], [i], [k], [n, i, k], [[1, 2]]):
        s = after(*given)
    add.map(unmapped(5), upstream_tasks=[s])
    most_ready.map(upstream_tasks=[n, i, k])
    most_ready.map(upstream_tasks=[i, unmapped(k)])
    seven.map(upstream_tasks=[unmapped(n), after()])
