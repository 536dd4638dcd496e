"""Nested resource managers: the inner is set up after and cleaned up before the outer."""
from prefect import task, Flow, resource_manager
EVENTS = []

@resource_manager
class Res:
    def __init__(self, name):
        self.name = name

    def setup(self):
        EVENTS.append("setup " + self.name)
        return self.name

    def cleanup(self, r):
        EVENTS.append("cleanup " + r)

@task
def use(a, b):
    EVENTS.append(f"use {a} {b}")
    return a + b

with Flow("resource-nested") as flow:
    with Res("outer") as a:
        with Res("inner") as b:
            use(a, b)
