"""set_upstream with and without key, set_downstream, set_dependencies, outside of the with block."""
from prefect import task, Flow
EVENTS = []

@task
def one():
    EVENTS.append("one")
    return 1

@task
def two(x):
    EVENTS.append("two")
    return x + 1

@task
def three(x, y=0):
    EVENTS.append("three")
    return x + y

flow = Flow("set-upstream")
two.set_upstream(one, key="x", flow=flow)
three.set_dependencies(flow=flow, upstream_tasks=[one], keyword_tasks={"x": two, "y": 10})
four = task(lambda: EVENTS.append("four"), name="four")
three.set_downstream(four, flow=flow)
