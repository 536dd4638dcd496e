"""case entered by contextlib.ExitStack, and helpers that open case blocks and return from inside of them."""
import contextlib
from prefect import task, Flow, case
from prefect.tasks.control_flow import merge

@task
def v(x):
    return x

def branch(cond, value, make):
    with case(cond, value):
        return make()

with Flow("exit-stack") as flow:
    c, d = v("a"), v(2)
    with contextlib.ExitStack() as stack:
        stack.enter_context(case(c, "a"))
        stack.enter_context(case(d, 2))
        inner = v("both")
    merge(*[branch(c, k, lambda: v(f"branch {k}")) for k in "ab"])
