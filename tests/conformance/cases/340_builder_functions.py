"""Functions that build parts of a flow: nested helpers returning dicts and tuples of nodes, a flow argument."""
from prefect import task, Flow

@task
def read(name):
    return [len(name)]

@task
def clean(rows, by=1):
    return [r * by for r in rows]

@task
def store(rows, table):
    return (table, rows)

def ingest(name, by):
    raw = read(name)
    return {"raw": raw, "clean": clean(raw, by=by)}

def pipeline(*names, **options):
    for i, name in enumerate(names, start=1):
        nodes = ingest(name, by=options.get(name, i))
        yield name, nodes["clean"]

def finish(parts, f):
    last = None
    for name, node in parts:
        node = store(node, name, flow=f)
        if last is not None:
            node.set_upstream(last, flow=f)
        last = node
    return last

with Flow("builders") as flow:
    finish(list(pipeline("a", "bb", "ccc", bb=100)), flow)
