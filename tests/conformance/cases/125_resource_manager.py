"""resource_manager: setup, the block, cleanup; block roots wait for setup, leaves precede cleanup."""
from prefect import task, Flow, resource_manager
EVENTS = []

@resource_manager
class Res:
    def __init__(self, name):
        self.name = name

    def setup(self):
        EVENTS.append("setup " + self.name)
        return [self.name]

    def cleanup(self, r):
        EVENTS.append(["cleanup", self.name, list(r)])

@task
def root():
    EVENTS.append("root")
    return 1

@task
def use(r, x):
    EVENTS.append("use")
    r.append(x)
    return x

@task
def name():
    return "db"

with Flow("resource") as flow:
    with Res(name()) as r:
        use(r, root())
