"""Argument names that look like internals: name, result, state, task, context, inputs, fn."""
from prefect import task, Flow

@task
def f(name, result, state, task=None, context=1, inputs=2, fn=3):
    return (name, result, state, task, context, inputs, fn)

with Flow("argument-names") as flow:
    a = f("n", result="r", state="s", task="t")
    f.map(["n1", "n2"], result=["r1", "r2"], state=["s1", "s2"], fn=[a[0], "fn"])
