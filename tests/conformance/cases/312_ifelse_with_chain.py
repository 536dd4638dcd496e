"""ifelse hangs only the given task on the condition: the tasks before it run, those after are skipped."""
from prefect import task, Flow
from prefect.tasks.control_flow import ifelse, merge
EVENTS = []
EVENTS_ANY_ORDER = True

@task
def v(x):
    EVENTS.append(x)
    return x

@task
def next_(x):
    EVENTS.append(x + "'")
    return x + "'"

with Flow("ifelse-chain") as flow:
    t, f = next_(v("t")), next_(v("f"))
    ifelse(v([]), t, f)
    merge(next_(t), next_(f))
