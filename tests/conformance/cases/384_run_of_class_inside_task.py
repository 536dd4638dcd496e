"""A task body calling run of other tasks: a class, a ShellTask and a function with signals."""
from prefect import Task, task, Flow
from prefect.engine.signals import SKIP
from prefect.tasks.shell import ShellTask

class Double(Task):
    def run(self, x):
        return x * 2

@task(name="skipper", max_retries=0)
def maybe(x):
    if x > 3:
        raise SKIP("too big")
    return x

shell = ShellTask(command="echo $N")

@task
def outer(x):
    out = shell.run(env={"N": str(x)})
    return maybe.run(Double().run(int(out)))

with Flow("run-class-inside") as flow:
    outer.map([1, 2])
