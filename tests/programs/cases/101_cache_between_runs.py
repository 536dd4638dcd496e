# kind: entry
import datetime
from prefect import Flow, task

CALLS = []


@task(cache_for=datetime.timedelta(hours=1))
def expensive():
    CALLS.append(1)
    return len(CALLS)


with Flow("cached") as flow:
    e = expensive()

for _ in range(3):
    state = flow.run()
    print(">>", type(state.result[e]).__name__, state.result[e].result)
