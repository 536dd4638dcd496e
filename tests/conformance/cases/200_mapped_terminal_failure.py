"""A mapped terminal task: its own state is Mapped, its children decide the flow's state; as reference task too."""
from prefect import task, Flow
from prefect.triggers import all_finished

@task
def inv(x):
    return 12 // x

@task(trigger=all_finished)
def end(xs):
    return len(xs)

with Flow("mapped-reference") as flow:
    m = inv.map([0, 1])
    end(m)
flow.set_reference_tasks([m])
