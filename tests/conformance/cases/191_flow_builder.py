"""A flow made by a builder function, in which tasks are shared by several flows."""
from prefect import task, Flow

@task
def extract(name):
    return [name, name.upper()]

@task
def load(xs):
    return len(xs)

def build(name, sources):
    with Flow(name) as f:
        for s in sources:
            load(extract(s))
    return f

flows = {n: build(n, src) for n, src in {"small": ["a"], "large": ["b", "c"]}.items()}
flow = flows["large"]
