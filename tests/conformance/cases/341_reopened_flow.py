"""with flow: a second time adds to the same flow; slugs go on counting."""
from prefect import task, Flow

@task
def inc(x):
    return x + 1

flow = Flow("reopened")
with flow:
    a = inc(1)
with flow:
    b = inc(a)
for _ in range(2):
    with flow:
        b = inc(b)
