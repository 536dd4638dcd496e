"""task_run_name: made of inputs and context before each attempt; what can't be made fails."""
import datetime
import prefect
from prefect import Flow, Parameter, task
from prefect.triggers import all_finished

@task(task_run_name="{flow_name}: {title} on {day}, {task_name} {map_index}")
def book(title):
    return prefect.context.task_run_name

@task(task_run_name=lambda **known: f"called {known['day']} {known['x']}")
def called(x):
    return prefect.context.task_run_name

@task(
    task_run_name="try {task_run_count}",
    max_retries=1,
    retry_delay=datetime.timedelta(0),
)
def twice(x):
    if prefect.context.task_run_count < 2:
        raise ValueError(x)
    return prefect.context.get("task_run_name")

@task(task_run_name="after {x!r}", trigger=all_finished)
def after(x):
    return prefect.context.task_run_name

@task
def plain():
    return prefect.context.get("task_run_name", "none")

with Flow("run-names") as flow:
    day = Parameter("day", default=3)
    titles = book.map(["Emma", "Persuasion"], upstream_tasks=[plain()])
    after(twice(called(day)))
