"""unmapped collections holding tasks, mapped ones and parameters; a mapped dict argument by unmapped."""
from prefect import task, Flow, Parameter, unmapped

@task
def inc(x):
    return x + 1

@task
def f(x, ctx):
    return (x, ctx)

with Flow("unmapped-collections") as flow:
    p = Parameter("p", default="p")
    m = inc.map([1, 2])
    f.map(m, ctx=unmapped([p, m]))
    f.map(m, ctx=unmapped({"p": p}))
    f.map(["a"], ctx=unmapped(m))
