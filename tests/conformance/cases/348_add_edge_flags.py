"""flow.add_edge with mapped, and Edge objects with mapped and flattened."""
from prefect import task, Flow
from prefect.core.edge import Edge

@task
def nested():
    return [[1, 2], [3]]

@task
def first(x):
    return x[0]

@task
def show(x):
    return x

flow = Flow("add-edge-flags")
flow.add_edge(nested, first, key="x", mapped=True)
flow.add_edge(first, show, key="x")
flat = task(lambda x: x * 2, name="flat")
flow.add_edge(nested, flat, key="x", mapped=True, flattened=True)
