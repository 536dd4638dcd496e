"""Dict and nested list comprehensions of nodes; a dict of nodes as an argument; conditions in comprehensions."""
from prefect import task, Flow

@task
def load(k, n=0):
    return f"{k}{n}"

@task
def show(x):
    return x

with Flow("comprehensions") as flow:
    nodes = {k: load(k) for k in "abc" if k != "b"}
    show(nodes)
    show([[load(k, n) for n in range(2)] for k in "xy"])
    show(tuple(v for v in nodes.values()))
    show({"n": 1, "list": [nodes["a"], 2], "inner": {"c": nodes["c"]}})
