"""Keeps the names of functions and classes that the script calls otherwise."""

from typing import Any, Callable


def originally(name: str) -> Callable[[Any], Any]:
    """A decorator that gives a function or class the name that it has in its module.

    Two modules of a project may use one name; a script has to tell them apart, and
    Prefect calls a task by its function's.
    """

    def renamed(thing: Any) -> Any:
        path = thing.__qualname__.rpartition(".")[0]
        thing.__name__ = name
        thing.__qualname__ = f"{path}.{name}" if path else name
        return thing

    return renamed
