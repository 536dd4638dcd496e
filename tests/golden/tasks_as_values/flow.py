from prefect import Flow, Task, task
from prefect.tasks.shell import ShellTask


@task
def one():
    return 1


@task(max_retries=0)
def double(x):
    return 2 * x


@task
def negative(x):
    return -x


class Power(Task):
    def __init__(self, exponent, **settings):
        self.exponent = exponent
        super().__init__(**settings)

    def run(self, x):
        return x**self.exponent


def half(x):
    return x / 2


STEPS = {"double": double, "negative": negative}
cubed = Power(3, name="cubed")

with Flow("tasks as values") as flow:
    x = one()
    for name in ("double", "negative"):
        x = STEPS[name](x)
    for step in [double, cubed, Power(2)]:
        step(x)
    halved = task(half)(x)
    task(half, name="again").map([2, 4])
    double.copy(name="a copy")(halved)
    double(halved, task_args={"name": "with settings"})
    calm = {key: step(x) for key, step in STEPS.items()}
    cubed(calm["negative"])
    ShellTask(command="echo done")(upstream_tasks=[x])

print(double.run(4))
