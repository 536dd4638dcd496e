"""Nested resource managers, the inner one's setup failing: the outer is cleaned up, the inner is not."""
from prefect import task, Flow, resource_manager
EVENTS = []

@resource_manager
class Res:
    def __init__(self, name, ok=True):
        self.name, self.ok = name, ok

    def setup(self):
        if not self.ok:
            raise OSError(self.name)
        return self.name

    def cleanup(self, r):
        EVENTS.append("cleanup " + r)

@task
def use(*, a, b):
    return a + b

with Flow("resource-nested-fails") as flow:
    with Res("outer") as a:
        with Res("inner", ok=False) as b:
            use(a=a, b=b)
