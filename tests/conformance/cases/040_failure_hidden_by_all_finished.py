"""A failure above an all_finished terminal task is invisible: the flow is Success."""
from prefect import task, Flow
from prefect.triggers import all_finished

@task
def bad():
    raise ValueError("v")

@task(trigger=all_finished)
def cleanup():
    return "cleaned"

with Flow("hidden-failure") as flow:
    cleanup(upstream_tasks=[bad()])
