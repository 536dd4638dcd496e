"""Loops, comprehensions, helpers, dict lookups, star arguments and conditionals unroll at build time."""
from prefect import task, Flow

CONFIG = {"n": 3, "names": ["x", "y"], "extra": False}

@task
def add(x, y):
    return x + y

@task
def total(xs):
    return sum(xs)

def chain(start, n):
    node = start
    for i in range(n):
        node = add(node, i)
    return node

with Flow("build-time") as flow:
    ends = [chain(k * 10, CONFIG["n"]) for k, _ in enumerate(CONFIG["names"])]
    if CONFIG["extra"]:
        ends.append(add(100, 100))
    args = (ends[0],)
    ends.append(add(*args, **{"y": ends[1]}))
    total(ends)
