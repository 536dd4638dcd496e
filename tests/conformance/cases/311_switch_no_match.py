"""switch without a matching value: every branch is skipped, merge too; integer keys."""
from prefect import task, Flow
from prefect.tasks.control_flow import switch, merge

@task
def v(x):
    return x

with Flow("switch-none") as flow:
    a, b = v("one"), v("two")
    switch(v(3), {1: a, 2: b})
    merge(a, b)
