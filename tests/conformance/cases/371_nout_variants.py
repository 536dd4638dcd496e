"""nout from a class, from task_args and through a loop; unpacking into a map."""
from typing import Tuple
from prefect import Task, task, Flow

class Split(Task):
    def run(self, x) -> Tuple[list, list]:
        return x[:1], x[1:]

@task
def two():
    return [1, 2], [3]

@task
def inc(x):
    return x + 1

with Flow("nout-variants") as flow:
    head, tail = Split()([1, 2, 3])
    inc.map(tail)
    a, b = two(task_args={"nout": 2})
    inc.map(a)
    for part in Split(name="named")([5, 6]):
        inc.map(part)
