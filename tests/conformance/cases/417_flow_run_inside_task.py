"""A task body that runs another flow of the file and looks into its state."""
from prefect import task, Flow, Parameter

@task
def inc(x):
    return x + 1

@task
def bad():
    raise ValueError("inner")

with Flow("inner") as inner:
    r = inc(Parameter("n", default=0))

with Flow("broken") as broken:
    bad()

@task
def outer(n):
    state = inner.run(n=n)
    return (type(state).__name__, state.result[r].result, broken.run().is_failed())

with Flow("outer") as flow:
    first = outer(1)
    outer(2, upstream_tasks=[first])
