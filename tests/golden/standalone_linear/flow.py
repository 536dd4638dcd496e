"""Three tasks in a row."""

from prefect import Flow, task


@task
def one():
    return 1


@task
def add(x, y=10):
    return x + y


@task
def show(x):
    print("got", x)


with Flow("linear") as flow:
    show(add(one()))

flow.run()
