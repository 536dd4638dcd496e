"""A skipped block task: cleanup runs nevertheless."""
from prefect import task, Flow, resource_manager
from prefect.engine.signals import SKIP
EVENTS = []

@resource_manager
class Res:
    def setup(self):
        return "r"

    def cleanup(self, r):
        EVENTS.append("cleanup " + r)
        return "cleaned"

@task
def use(r):
    raise SKIP("nothing to do")

with Flow("resource-block-skips") as flow:
    with Res() as r:
        use(r)
