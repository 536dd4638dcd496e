"""case blocks made in a loop: several conditions, slugs counted per value."""
from prefect import task, Flow, case
from prefect.tasks.control_flow import merge

@task
def kind(x):
    return "even" if x % 2 == 0 else "odd"

@task
def label(x, k):
    return f"{k}-{x}"

@task
def collect(xs):
    return xs

with Flow("case-loop") as flow:
    outs = []
    for n in range(3):
        k = kind(n)
        branches = []
        for value in ("even", "odd"):
            with case(k, value):
                branches.append(label(n, value))
        outs.append(merge(*branches))
    collect(outs)
