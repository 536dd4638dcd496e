"""apply_map with a case on an unmapped condition and a chain after merge."""
from prefect import task, Flow, apply_map, case, unmapped
from prefect.tasks.control_flow import merge

@task
def v(x):
    return x

@task
def inc(x):
    return x + 1

@task
def dec(x):
    return x - 1

@task
def show(x):
    return f"<{x}>"

def step(x, up):
    with case(up, True):
        a = inc(x)
    with case(up, False):
        b = dec(x)
    return show(merge(a, b))

with Flow("apply-case-unmapped") as flow:
    apply_map(step, [10, 20], unmapped(v(False)))
