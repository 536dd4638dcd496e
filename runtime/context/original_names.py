"""Keeps the names of functions and classes that the script calls otherwise."""

from typing import Any, Callable


def originally(name: str) -> Callable[[Any], Any]:
    """A decorator that gives a function or class the name that it has in its module.

    Two modules of a project may use one name; a script has to tell them apart, and
    Prefect calls a task by its function's.
    """

    def renamed(thing: Any) -> Any:
        thing.__name__ = name
        if isinstance(thing, type):  # its instances show it; functions are found by it
            thing.__qualname__ = name
        return thing

    return renamed
