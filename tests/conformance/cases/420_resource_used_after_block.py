"""The resource and a block result used after the block; a Parameter as the manager's argument; an empty block."""
from prefect import task, Flow, Parameter, resource_manager
EVENTS = []
EVENTS_ANY_ORDER = True

@resource_manager
class Res:
    def __init__(self, name="default"):
        self.name = name

    def setup(self):
        return self.name

    def cleanup(self, r):
        EVENTS.append("cleanup " + r)

@task
def use(r):
    return "used " + r

with Flow("resource-after") as flow:
    with Res(Parameter("name", default="db")) as r:
        u = use(r)
    use(r)
    use(u)
    with Res():
        pass
