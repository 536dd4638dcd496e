"""nout enables unpacking: task[0], task[1], ...; list(task) too."""
from prefect import task, Flow

@task(nout=3)
def three():
    return (1, 2, 3)

@task
def add(x, y):
    return x + y

with Flow("nout") as flow:
    a, b, c = three()
    add(a, c)
    add(*list(three())[:2])
