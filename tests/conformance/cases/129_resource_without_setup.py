"""A resource manager without setup: r is None."""
from prefect import task, Flow, resource_manager
EVENTS = []

@resource_manager
class Res:
    def cleanup(self, r):
        EVENTS.append(["cleanup", r])

@task
def use(r):
    EVENTS.append(["use", r])
    return r

@task
def root():
    EVENTS.append("root")

with Flow("resource-no-setup") as flow:
    with Res() as r:
        use(r, upstream_tasks=[root()])
