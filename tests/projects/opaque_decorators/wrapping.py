import asyncio
import functools
from typing import Tuple


def connected(function):
    def inner(table):
        return function(table, "connection")

    return inner


def named(name):
    """A factory, whose functions take what they take by keywords only."""

    def decorate(function):
        def inner(**given):
            return name, function(**given)

        inner.__name__ = name
        return inner

    return decorate


class Times:
    """A decorator that is a class: what it returns has no name."""

    def __init__(self, function):
        self.function = function

    def __call__(self, x):
        return 10 * self.function(x)


def twice(function):
    def both(x) -> Tuple[int, int]:
        return function(x), function(x)

    return both


def kept(function):
    """Leaves name, arguments and annotations as they are."""

    @functools.wraps(function)
    def inner(*values, **given):
        return function(*values, **given)

    return inner


def resigned(function):
    """Copies all of the function, and then has arguments of its own."""

    @functools.wraps(function)
    def inner(x):
        return function(x, "more")

    del inner.__wrapped__
    return inner


def awaited(function):
    @functools.wraps(function)
    def inner(*values, **given):
        return asyncio.run(function(*values, **given))

    return inner


def collected(function):
    def inner(items):
        return function(*items)

    return inner
