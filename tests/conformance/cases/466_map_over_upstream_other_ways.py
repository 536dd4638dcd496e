"""Other ways to a map that has nothing but mapped upstream tasks."""
from prefect import Flow, apply_map, case, mapped, task, unmapped

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
def eight():
    return 8

@task
def nine():
    return 9

@task
def ten():
    return 10

@task
def add(x, y=1):
    return x + y

@task
def yes():
    return True

@task
def total(xs):
    return sum(xs)

def heedless(name, number):
    return add(seven(), 2)

def in_case(number):
    with case(yes(), True):
        return seven()

with Flow("map-over-upstream-other-ways") as flow:
    n, i = names(), inv.map([1, 0, 2])
    seven(upstream_tasks=[mapped(n)])
    add(5, upstream_tasks=[mapped(i), n])
    eight.set_upstream(n, mapped=True)
    nine.set_dependencies(upstream_tasks=[n, i], mapped=True)
    flow.add_edge(i, ten, mapped=True)
    total(eight)
    total(apply_map(heedless, n, [4, 5]))
    apply_map(in_case, i)
    with case(yes(), True):
        seven.map(upstream_tasks=[n])
    with case(yes(), False):
        seven.map(upstream_tasks=[i])
    seven.map(upstream_tasks=[unmapped(n)])
