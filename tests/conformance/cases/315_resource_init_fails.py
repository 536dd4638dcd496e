"""__init__ fails: setup and the block are TriggerFailed, cleanup is Skipped (its message is undefined, so a handler replaces it)."""
from prefect import task, Flow, resource_manager
from prefect.engine.state import Skipped

def fixed(t, old, new):
    if new.is_skipped():
        return Skipped("no cleanup")

@resource_manager(cleanup_task_kwargs={"state_handlers": [fixed]})
class Res:
    def __init__(self, name):
        raise OSError("no " + name)

    def setup(self):
        return 1

    def cleanup(self, r):
        raise AssertionError("not reached")

@task
def use(r):
    return r

with Flow("resource-init-fails") as flow:
    with Res("db") as r:
        use(r)
