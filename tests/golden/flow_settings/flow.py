from prefect import Flow, task
from prefect.executors import LocalDaskExecutor
from prefect.run_configs import LocalRun
from prefect.schedules import CronSchedule
from prefect.storage import Local


def alert(flow, old, new):
    """Say every change of the flow's state."""
    print(f"{flow.name}: {type(old).__name__} to {type(new).__name__}")
    return new


@task
def inc(x):
    return x + 1


@task
def fails():
    raise ValueError("not today")


with Flow(
    "settings",
    schedule=CronSchedule("0 6 * * *"),  # in the morning
    state_handlers=[alert],
    storage=Local("/flows"),
) as flow:
    a = inc(1)
    fails()

flow.set_reference_tasks([a])
flow.executor = LocalDaskExecutor("threads")
flow.run_config = LocalRun(labels=["dev"])
