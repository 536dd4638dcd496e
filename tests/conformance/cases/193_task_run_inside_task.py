"""A task body calling another task's run, module globals and helpers."""
from dataclasses import dataclass
from prefect import task, Flow
FACTOR = 3

@dataclass
class Point:
    x: int
    y: int

def helper(p):
    return Point(p.x * FACTOR, p.y * FACTOR)

@task
def norm(p):
    return abs(p.x) + abs(p.y)

@task
def outer(x):
    return norm.run(helper(Point(x, -x)))

with Flow("run-inside") as flow:
    outer(2)
