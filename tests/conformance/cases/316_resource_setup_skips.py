"""setup raises SKIP: the block is skipped and so is cleanup."""
from prefect import task, Flow, resource_manager
from prefect.engine.signals import SKIP
EVENTS = []

@resource_manager
class Res:
    def setup(self):
        raise SKIP("not needed")

    def cleanup(self, r):
        EVENTS.append("cleanup")

@task
def use(r):
    return r

with Flow("resource-skips") as flow:
    with Res() as r:
        use(use(r))
