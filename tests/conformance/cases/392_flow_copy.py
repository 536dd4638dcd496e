"""flow.copy: tasks added to the copy are not in the original; task objects are shared."""
from prefect import task, Flow

@task
def inc(x):
    return x + 1

with Flow("original") as original:
    a = inc(1)

flow = original.copy()
flow.name = "copy"
with flow:
    inc(a)
with original:
    inc(100)
