"""Cleanup runs although the block failed; the flow is Failed."""
from prefect import task, Flow, resource_manager
EVENTS = []

@resource_manager
class Res:
    def setup(self):
        return "r"

    def cleanup(self, r):
        EVENTS.append("cleanup " + r)

@task
def bad(r):
    raise ValueError("block")

@task
def after(x):
    return x

with Flow("resource-block-fails") as flow:
    with Res() as r:
        after(bad(r))
