from datetime import timedelta

from prefect import Flow, task
from prefect.executors import LocalExecutor
from prefect.schedules import IntervalSchedule


@task
def load(table):
    return f"rows of {table}"


@task(name="save rows")
def save(rows):
    return len(rows)


def build_flow(tables, hours):
    """One branch a table."""
    schedule = IntervalSchedule(interval=timedelta(hours=hours))
    with Flow(f"load {len(tables)} tables", schedule=schedule) as flow:
        for table in tables:
            save(load(table))
    return flow


TABLES = ["users", "orders"]

if __name__ == "__main__":
    flow = build_flow(TABLES, hours=6)
    flow.executor = LocalExecutor()
    state = flow.run()
    print(state.message)
