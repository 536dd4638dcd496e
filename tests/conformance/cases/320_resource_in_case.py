"""A resource manager inside a case block that is not taken, and one that is (a handler replaces cleanup's undefined message)."""
from prefect import task, Flow, case, resource_manager
from prefect.engine.state import Skipped
EVENTS = []

def fixed(t, old, new):
    if new.is_skipped():
        return Skipped("no cleanup")

@resource_manager(cleanup_task_kwargs={"state_handlers": [fixed]})
class Res:
    def __init__(self, name):
        self.name = name

    def setup(self):
        EVENTS.append("setup " + self.name)
        return self.name

    def cleanup(self, r):
        EVENTS.append("cleanup " + self.name)

@task
def v(x):
    return x

with Flow("resource-case") as flow:
    c = v(1)
    with case(c, 1):
        with Res("one") as r:
            v(r)
    with case(c, 2):
        with Res("two") as r:
            v(r)
