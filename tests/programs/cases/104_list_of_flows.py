# kind: many-flows
from prefect import Flow, task


@task
def load(table):
    print(">> loads", table)


def build(table):
    with Flow(f"load-{table}") as flow:
        load(table)
    return flow


def build_all(tables):
    return [build(table) for table in tables]


for flow in build_all(["orders", "items"]):
    print(">>", flow.name, flow.run().is_successful())
