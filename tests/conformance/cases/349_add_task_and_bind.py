"""flow.add_task, bind outside of a block with flow=, and a task bound twice (the last constant wins)."""
from prefect import task, Flow

@task
def f(x=0, y=0):
    return (x, y)

flow = Flow("add-task")
flow.add_task(f)
g = f.copy()
g.bind(1, y=2, flow=flow)
g.bind(x=5, flow=flow)
f.copy(name="unused")
flow.add_task(f.copy(name="renamed"))
