"""Which tasks may look at `prefect.context`: the others need none for each element."""

import functools
import types
from collections.abc import Iterator
from typing import Any

from .context import current_context

# Builtins by which code may reach what its text does not name.
# flowc, or the module that a script makes of the runtime.
OWN_PACKAGE = __name__.partition(".")[0]
OPAQUE = frozenset({"eval", "exec", "globals", "prefect"})


def reads_context(function: Any) -> bool:
    """Whether a function, or what it reaches by its names, may look at the context.

    True where that can't be told. What an argument brings along is not seen: it then
    finds the context of the flow run, which each chunk of a map has.
    """
    home = getattr(function, "__module__", None)
    waiting, seen = [function], {0}
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if shows_context(value, home):
            return True
        waiting.extend(reached(value, home))
    return False


def shows_context(value: Any, home: Any) -> bool:
    """Whether a value is, or hides, a way to the context."""
    if isinstance(value, types.FunctionType):
        hides = OPAQUE & names_in(value.__code__) - value.__globals__.keys()
        return bool(hides)
    if value is current_context:
        return True
    if isinstance(value, (type, types.MethodType, types.ModuleType)):
        return False
    kind = type(value)
    return is_own(kind.__module__, home) and kind.__name__ != "Namespace"


def reached(value: Any, home: Any) -> Iterator[Any]:
    """What a value leads to."""
    if isinstance(value, types.FunctionType):
        yield from (value.__globals__.get(name) for name in names_in(value.__code__))
        yield from (value.__defaults__ or ())
        yield from (value.__kwdefaults__ or {}).values()
        yield from (cell.cell_contents for cell in value.__closure__ or ())
    elif isinstance(value, type):
        if is_own(value.__module__, home):
            yield from (*value.__bases__, *vars(value).values())
    elif isinstance(value, property):
        yield from (value.fget, value.fset, value.fdel)
    elif isinstance(value, (staticmethod, classmethod, types.MethodType)):
        yield value.__func__
        yield getattr(value, "__self__", None)
    elif isinstance(value, functools.partial):
        yield from (value.func, *value.args, *value.keywords.values())
    elif isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from value
    elif type(value).__name__ == "Namespace":
        yield from vars(value).values()
    elif callable(value):
        yield getattr(value, "__wrapped__", None)


def names_in(code: types.CodeType) -> set[str]:
    """The names that a function's code, and the functions inside it, may look up."""
    found = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            found |= names_in(constant)
    return found


def is_own(module: Any, home: Any) -> bool:
    """Whether a module is the script, or one of flowc's or Prefect's."""
    same = module == home and home != "builtins"
    return same or str(module).partition(".")[0] in (OWN_PACKAGE, "prefect")
