"""Several items in one with statement: Flow and tags, case and tags, case and a resource manager."""
from prefect import task, Flow, case, resource_manager, tags

@resource_manager
class Res:
    def setup(self):
        return "r"

    def cleanup(self, r):
        pass

@task
def v(x):
    return x

with Flow("with-items") as flow, tags("all"):
    c = v(1)
    with case(c, 2), tags("two"):
        v("two")
    with case(c, 1), Res() as r:
        v(r)
