"""Setup failed: the block is TriggerFailed, cleanup is Skipped."""
from prefect import task, Flow, resource_manager
EVENTS = []

@resource_manager
class Res:
    def setup(self):
        raise OSError("no setup")

    def cleanup(self, r):
        EVENTS.append("cleanup")

@task
def use(r):
    return r

@task
def root():
    return 1

with Flow("resource-setup-fails") as flow:
    with Res() as r:
        use(r)
        root()
