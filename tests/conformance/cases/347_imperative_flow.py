"""Flow(tasks=, edges=, reference_tasks=) without a with block."""
from prefect import task, Flow
from prefect.core.edge import Edge

@task
def one():
    return 1

@task
def inc(x):
    return x + 1

@task
def alone():
    return "alone"

@task
def fail():
    raise ValueError("v")

flow = Flow(
    "imperative",
    tasks=[alone, fail],
    edges=[Edge(one, inc, key="x"), Edge(inc, alone)],
    reference_tasks=[alone],
)
