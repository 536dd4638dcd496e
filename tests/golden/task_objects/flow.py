from prefect import Flow, task
from prefect.core.task import Task


def double(x):
    """A plain function."""
    return 2 * x


@task(name="add one")
def inc(x):
    return x + 1


def make(name):
    """A task for each name."""

    @task(name=f"make {name}")
    def made(x):
        return f"{name} {x}"

    return made


doubled = task(double, name="doubled", max_retries=0)
square = task(lambda x: x * x, name="square")
slow = inc.copy(name="slow inc", tags=["slow"])
steps = [doubled, square, slow]


def check():
    """Try a task out, without a flow."""
    return inc.run(1) == 2 and isinstance(inc, Task)


with Flow("task objects") as flow:
    value = 3
    for step in steps:
        value = step(value)
    make("a")(value)
    make("b")(check())
