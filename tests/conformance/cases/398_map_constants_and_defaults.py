"""Mapping with unmapped constants (no nodes), keyword lists, defaults, and a list of lists."""
from prefect import task, Flow, unmapped

@task
def f(x, y=7, z=None):
    return (x, y, z)

with Flow("map-constants") as flow:
    f.map([1, 2])
    f.map([1, 2], y=unmapped([3, 4]), z=unmapped("z"))
    f.map(x=[[1, 2], [3]], y=("a", "b"))
    f.map(["only"], z=[{"k": 1}])
