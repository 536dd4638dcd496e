from pathlib import Path

from prefect import Flow, task

HERE = Path(__file__).parent


@task
def query(name):
    return (HERE / name).exists()


with Flow(Path(__file__).stem) as flow:
    query("orders.sql")
