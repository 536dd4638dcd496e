"""Helper functions, dict scratchpads, f-strings and conditionals in the block."""
from prefect import task, Flow

@task
def load(name):
    return name

@task
def join(a, b):
    return f"{a}+{b}"

def stage(prefix, names, nodes):
    for n in names:
        nodes[f"{prefix}-{n}"] = load(f"{prefix}/{n}")

with Flow("scratch") as flow:
    nodes = {}
    stage("raw", ["a", "b"], nodes)
    for key in sorted(nodes):
        if key.endswith("b"):
            nodes["joined"] = join(nodes["raw-a"], nodes[key])
    try:
        nodes["missing"]
    except KeyError:
        nodes["missing"] = join(nodes["joined"], "none")
