import os

from prefect import task

path = "a"
path = path + "b"
early = path
path += "c"

base, (low, *high) = os.path.basename("x/y"), (1, 2, 3)


def pick(x):
    return "first", x


_first = pick


def pick(x):  # noqa: F811
    return "second", _first(x)


if os.environ.get("NOBODY_SETS_THIS"):

    def sign(x):
        return -x

else:

    def sign(x):
        return x + len(path)


for index, letter in enumerate(path):
    last = (index, letter)
del letter


@task
def names():
    return path, early, base, low, high, last


@task
def calls(x):
    return pick(x), sign(x)
