"""Every place where a name of this module may stand."""

from prefect import task

value = "right"
count = 1
KEY = "key"


class Point:
    __match_args__ = ("x",)

    def __init__(self, x):
        self.x = x


class Holder:
    value = value
    KEY = KEY + "!"

    def get(self, value=value):
        return value, self.value, self.KEY

    class Inner:
        copy = [value for _ in range(count)]


def tagged(text=value, *, value=KEY):
    def wrap(function):
        def call(start):
            return function(start) + [text, value]

        call.__name__ = function.__name__
        return call

    return wrap


def matched(thing):
    match thing:
        case Point(value):
            return "point", value
        case {"key": found, **count}:
            return KEY, found, count
        case [first, *value]:
            return first, value
        case Holder.KEY | "x" as KEY_:
            return KEY_, KEY
    return None


def bumped():
    global count
    count += 1
    return count


@task
def strings():
    width = 10
    inner = {value: KEY for value in (value, KEY)}
    return [
        f"{value} {value!r:>{width}} {KEY}",
        f"{'nested ' + f'{value}'} {{value}} {inner[KEY]}",
        "value",
        "{value}".format(value=value),
        [value for value in [1, 2]] + [value],
        (lambda value=value: value + KEY)(),
        {**dict(value=value), KEY: value},
    ]


@task
@tagged()
def nested(start):
    def inner(value):
        return value + KEY

    def outer():
        nonlocal start
        start = start + value
        return start

    return [inner("in "), outer(), Holder().get(), Holder.Inner.copy]


@task
def matches():
    things = [Point(3), {"key": 1, "b": 2}, [1, 2, 3], "key!", 5]
    return [matched(thing) for thing in things]


@task
def counted() -> "Point":
    try:
        raise ValueError(value)
    except ValueError as value_:
        found = str(value_)
    with open(__import__("os").devnull) as KEY:
        pass
    return [bumped(), bumped(), found, KEY.closed, (later := value), later]
