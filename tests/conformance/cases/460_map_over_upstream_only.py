"""A map that only upstream_tasks gives its length: a child for each element, or child, upstream."""
from prefect import Flow, task, unmapped
from prefect.triggers import all_finished, any_failed

@task
def names():
    return ["a", "b", "c"]

@task
def inv(x):
    return 12 // x

@task
def seven():
    return 7

@task
def add(x, y=1):
    return x + y

@task
def broken():
    raise ValueError("broken")

@task(trigger=all_finished)
def always():
    return "always"

@task(trigger=any_failed)
def repair():
    return "repaired"

@task
def total(xs):
    return sum(xs)

with Flow("map-over-upstream-only") as flow:
    n = names()
    i = inv.map([1, 0, 2, 3])
    seven.map(upstream_tasks=[n])
    seven.map(upstream_tasks=[[1, 2]])
    seven.map(upstream_tasks=["word"])
    s = seven.map(upstream_tasks=[i])
    total(s)
    total(seven.map(upstream_tasks=[n, i]))
    add.map(unmapped(5), upstream_tasks=[n])
    add.map(x=unmapped(n), y=unmapped(["d"]), upstream_tasks=[i])
    add.map(unmapped(seven()), y=unmapped(broken()), upstream_tasks=[i])
    broken.map(upstream_tasks=[n])
    always.map(upstream_tasks=[i])
    repair.map(upstream_tasks=[i, unmapped(n)])
    seven.map(upstream_tasks=[seven()])
    seven.map(upstream_tasks=[broken()])
    add.map(seven.map(upstream_tasks=[n]), y=unmapped(1), upstream_tasks=[i])
