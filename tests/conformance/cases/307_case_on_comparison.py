"""case on a comparison of a mapped reduce and on an indexed result."""
from prefect import task, Flow, case
from prefect.tasks.control_flow import merge

@task
def inc(x):
    return x + 1

@task
def total(xs):
    return sum(xs)

@task
def report():
    return {"status": "ok", "n": 2}

@task
def leaf(x):
    return x

with Flow("case-comparison") as flow:
    t = total(inc.map([1, 2, 3]))
    with case(t > 5, True):
        a = leaf("many")
    with case(t > 5, False):
        b = leaf("few")
    r = report()
    with case(r["status"], "ok"):
        c = leaf(r["n"])
    with case(r["n"].is_equal(3), True):
        d = leaf("three")
    merge(a, b), merge(c, d)
