"""set_dependencies and set_upstream with mapped=True, outside of the block."""
from prefect import task, Flow, unmapped

@task
def nums():
    return [1, 2, 3]

@task
def add(x, y=0):
    return x + y

@task
def neg(x):
    return -x

flow = Flow("dependencies-mapped")
add.set_dependencies(flow=flow, keyword_tasks={"x": nums, "y": unmapped(10)}, mapped=True)
neg.set_upstream(add, key="x", mapped=True, flow=flow)
