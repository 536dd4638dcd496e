from prefect import Flow

import notify
from steps import broken, fragile, said

with Flow("handlers", state_handlers=[notify.forgiving]) as flow:
    first = fragile(0)
    second = broken("out of order", upstream_tasks=[first])
    said(upstream_tasks=[second])
