from datetime import datetime, timedelta

from prefect import Flow, task
from prefect.executors import LocalDaskExecutor, LocalExecutor
from prefect.schedules import IntervalSchedule

OFTEN = False


@task
def one():
    return 1


with Flow(
    "settings "
    "over lines",
    schedule=IntervalSchedule(datetime(2030, 1, 1), timedelta(1))
    if OFTEN
    else IntervalSchedule(datetime(2030, 1, 1), timedelta(2)),
) as flow:
    one()


if __name__ == "__main__":
    flow.run(
        executor=LocalExecutor()  # a comment
        if OFTEN
        else LocalDaskExecutor(),
        parameters=dict(  # another
            []
        ),
    )
