"""A mapped task in a resource block gets the resource unmapped; cleanup comes after all children."""
from prefect import task, Flow, resource_manager, unmapped
EVENTS = []

@resource_manager
class Pool:
    def __init__(self, size):
        self.size = size

    def setup(self):
        return {"size": self.size}

    def cleanup(self, pool):
        EVENTS.append("cleanup")

@task
def work(x, pool):
    EVENTS.append("work")
    if x == 0:
        raise ValueError("zero")
    return x * pool["size"]

with Flow("resource-mapped") as flow:
    with Pool(3) as pool:
        work.map([1, 0, 2], pool=unmapped(pool))
