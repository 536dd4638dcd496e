from prefect import task

from company.flows import EtlFlow


@task
def load(table, label):
    return f"{label}: {table}"


with EtlFlow("sales", team="blue", tables=["a", "b"]) as flow:
    for table in flow.tables:
        load(table, flow.label)
    load(flow.name, "name")
