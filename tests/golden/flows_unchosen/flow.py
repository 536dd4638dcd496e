from prefect import Flow, Parameter, task

BASE = 100


@task
def one():
    return BASE + 1


@task
def two(x):
    return x * 2


@task
def only_second(x):
    return [x]


with Flow("first flow") as first:
    two(one())

with Flow("second flow") as second:
    y = Parameter("y", default=BASE)
    only_second(two(y))

first.schedule = None

if __name__ == "__main__":
    first.run()
    second.run(y=5)
