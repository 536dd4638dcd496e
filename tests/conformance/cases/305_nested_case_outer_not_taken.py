"""The outer case not taken: an inner merge is a block task too and is Skipped, the outer merge takes the other branch."""
from prefect import task, Flow, Parameter, case
from prefect.tasks.control_flow import merge

@task
def v(x):
    return x

with Flow("outer-not-taken") as flow:
    p = Parameter("p", default="b")
    with case(p, "a"):
        q = v(True)
        with case(q, True):
            a = v("a-true")
        with case(q, False):
            b = v("a-false")
        m = merge(a, b)
    with case(p, "b"):
        c = v("b")
    v(merge(m, c))
