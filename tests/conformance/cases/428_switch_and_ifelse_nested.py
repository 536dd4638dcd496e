"""ifelse on the value of a switch branch, merges nested, and an ifelse without a true branch."""
from prefect import task, Flow
from prefect.tasks.control_flow import ifelse, merge, switch

@task
def v(x):
    return x

with Flow("nested-switch") as flow:
    kind, flag = v("b"), v(1)
    a, b = v("A"), v(0)
    switch(kind, {"a": a, "b": b})
    t, f = v("T"), v("F")
    ifelse(b, t, f)
    merge(a, merge(t, f))
    ifelse(flag > 5, None, v("not more than five"))
