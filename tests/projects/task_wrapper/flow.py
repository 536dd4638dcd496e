from prefect import Flow

from steps import added, once, third_time

with Flow("wrapped") as flow:
    n = added(third_time())
    once(n)

flow.set_reference_tasks([n])
