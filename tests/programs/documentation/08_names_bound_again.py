# kind: defined-again
from prefect import Flow, task

SIZE, COLOURS = 5, ["red"]


def unit():
    return "cm"


@task
def show(size):
    print(">>", size, unit(), SIZE, COLOURS)


with Flow("parts") as flow:
    show(SIZE)

SIZE = 6
COLOURS = ["red", "blue"]


def unit():
    return "mm"


state = flow.run()
SIZE = 7


def unit():
    return "km"


@task
def show(size):
    print(">> never", size)


print(">>", SIZE, unit(), state.is_successful())
