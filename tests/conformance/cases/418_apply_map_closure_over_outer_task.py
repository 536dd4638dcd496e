"""An apply_map function that uses an outer task without passing it: that edge is mapped too, so the task is zipped with the inputs."""
from prefect import task, Flow, apply_map

@task
def nums():
    return [1, 2]

@task
def add(x, y):
    return (x, y)

with Flow("apply-closure") as flow:
    outer = nums()
    apply_map(lambda x: add(x, outer), [10, 20, 30])
