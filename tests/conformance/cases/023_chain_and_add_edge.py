"""flow.chain orders tasks, flow.add_edge with a key passes data."""
from prefect import task, Flow
EVENTS = []

def mk(n):
    return task(lambda: EVENTS.append(n), name=n)

@task
def src():
    return 5

@task
def dst(v):
    EVENTS.append(v)
    return v

a, b, c = mk("a"), mk("b"), mk("c")
with Flow("chain") as flow:
    flow.chain(c, a, b)
    flow.chain(b, dst)
    flow.add_edge(src, dst, key="v")
