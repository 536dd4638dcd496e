import state
from prefect import Flow
from tasks import report, step

state.increment(100)

with Flow("state") as flow:
    one = step(1)
    two = step(2, upstream_tasks=[one])
    report(upstream_tasks=[two])
