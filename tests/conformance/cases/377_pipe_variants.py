"""pipe with keyword arguments, with map, with a class task and in a chain."""
from prefect import task, Flow, Task

@task
def nums():
    return [1, 2]

@task
def add(x, y=1):
    return x + y

class Total(Task):
    def run(self, xs, scale):
        return sum(xs) * scale

with Flow("pipe") as flow:
    n = nums()
    n.pipe(add.map, y=[10, 20]).pipe(Total(), scale=2).pipe(add, y=5)
    nums.pipe(task(lambda xs: len(xs), name="len"))
