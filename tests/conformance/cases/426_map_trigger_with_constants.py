"""Triggers of mapped tasks that also have unmapped and constant inputs."""
from prefect import task, Flow, unmapped
from prefect.triggers import all_failed, any_failed, any_successful

@task
def inv(x):
    return 12 // x

@task
def bad():
    raise ValueError("v")

def mk(name, trigger):
    @task(name=name, trigger=trigger)
    def t(x, y=None):
        return (type(x).__name__, type(y).__name__)
    return t

with Flow("map-trigger-constants") as flow:
    m = inv.map([0, 3])
    mk("any ok, constant", any_successful).map(m, y=unmapped(5))
    mk("any ok, failed", any_successful).map(m, y=unmapped(bad()))
    mk("all failed", all_failed).map(m, y=unmapped(bad()))
    mk("any failed", any_failed).map(m)
