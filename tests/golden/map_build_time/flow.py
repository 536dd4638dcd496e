import string
from prefect import Flow, task

NAMES = ["a", "b", "c"]
WIDTH = 4


@task
def upper(x):
    return str(x).upper()


@task
def count(xs):
    return len(xs)


with Flow("map build time") as flow:
    sizes = [len(name) for name in NAMES]
    literal = upper.map(["x", "y"])
    numbers = upper.map(range(WIDTH))
    names = upper.map(NAMES)
    again = upper.map(x=NAMES[1:] + ["z"])
    letters = upper.map(string.ascii_letters[:3])
    local = upper.map(sizes)
    empty = upper.map([])
    count(letters)
    count(empty)
    pairs = upper.map([(n, i) for i, n in enumerate(NAMES)])
    tuples = upper.map((1, 2))
