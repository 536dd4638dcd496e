"""switch whose branches are mapped tasks; the branch's own upstream still runs."""
from prefect import task, Flow
from prefect.tasks.control_flow import switch, merge

@task
def v(x):
    return x

@task
def inc(x):
    return x + 1

with Flow("switch-mapped") as flow:
    c = v("b")
    a = inc.map(v([1, 2]))
    b = inc.map(v([10, 20]))
    switch(c, {"a": a, "b": b})
    merge(a, b)
