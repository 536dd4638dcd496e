"""The runtime's own code on its way to the workers: once for each of them, by name.

cloudpickle looks through the code of each function for the names that it uses and has
each function carry its own part of the globals: with some hundred functions that takes
longer than a small flow. Here one namespace travels: the bare code of the functions,
what the classes hold, and what they use of other modules.
"""

import contextlib
import hashlib
import marshal
import sys
import types
from collections.abc import Iterable
from typing import Any

from .code_names import names_reached
from .own_code import is_of_runtime
from .runtime_start import runtime_begins

# What a class has of its own accord: slots, `__dict__`, `__weakref__`.
OF_ITSELF = (types.MemberDescriptorType, types.GetSetDescriptorType)
# The code of every function that contextlib.contextmanager makes.
MANAGING = contextlib.contextmanager(iter).__code__
CLASS_CELL = ("__class__",)


class Unusual(Exception):
    """Something of the runtime's that travels as cloudpickle has it after all."""


def packed_code(
    entry: Any, names: Iterable[str], dumped: Any
) -> tuple[bytes, bytes, frozenset[str], str]:
    """A function, the runtime's things with these names, and all that they need; for
    `unpacked_code`. Returns the names of all of them as well, and a digest.

    `dumped` pickles what is not marshalled; it returns the bytes, and the names of the
    runtime's things in them.
    """
    world = runtime_begins.__globals__
    rows: dict[str, Any] = {}
    # An imported runtime is found by its modules' names.
    rest: dict[str, Any] = {} if is_of_runtime(entry) else {entry.__name__: entry}
    waiting = [entry.__name__, *names]
    pickled = b""
    while waiting:
        for name in names_reached(waiting, world, {*rows, *rest}):
            try:
                rows[name] = marshalled_row(world[name])
            except (Unusual, ValueError):
                rest[name] = world[name]
        for name in built_on(rest, rows):
            rest[name] = world[name]
            del rows[name]
        pickled, met = dumped({name: rest[name] for name in sorted(rest)})
        waiting = sorted(met - rows.keys() - rest.keys())
    packed = marshal.dumps(bases_first(rows))
    digest = digest_of_code(packed, rest, pickled)
    return packed, pickled, frozenset({*rows, *rest}), digest


def built_on(names: Iterable[str], rows: dict[str, Any]) -> list[str]:
    """The classes among the rows that need one of these names to be made."""
    found = set(names)
    size = -1
    while size != len(found):
        size = len(found)
        found |= {name for name, row in rows.items() if found & needed_by(row)}
    return sorted(found.intersection(rows))


def needed_by(row: Any) -> set[str]:
    """The runtime's names that have to be there before a class can be made."""
    if row[0] != "class":
        return set()
    parts = [*row[2], *(part for _, part in row[3])]
    return {part[1] for part in parts if part[0] == "own"}


def marshalled_row(thing: Any) -> tuple[Any, ...]:
    """A module, function or class as marshal takes it; Unusual for anything else."""
    if isinstance(thing, types.ModuleType) and sys.modules.get(thing.__name__) is thing:
        return ("module", thing.__name__)
    if not is_of_runtime(thing):
        raise Unusual(thing)
    is_function = isinstance(thing, types.FunctionType)
    return function_row(thing) if is_function else class_row(thing)


def function_row(function: Any) -> tuple[Any, ...]:
    inner = getattr(function, "__wrapped__", None)
    if inner is not None and function.__code__ is MANAGING:
        return ("manager", function_row(inner))
    code = function.__code__
    if code.co_freevars not in ((), CLASS_CELL) or vars(function):
        raise Unusual(function)
    defaults = (function.__defaults__, function.__kwdefaults__)
    marshal.dumps(defaults)
    return ("function", code, *defaults, function.__qualname__)


def class_row(kind: Any) -> tuple[Any, ...]:
    hooked = isinstance(kind.__init_subclass__, types.MethodType)
    if type(kind) is not type or hooked:
        raise Unusual(kind)
    bases = [thing_row(base) for base in kind.__bases__]
    parts = [
        (name, part_row(part))
        for name, part in vars(kind).items()
        # Nobody reads the types on a worker.
        if name != "__annotations__" and not isinstance(part, OF_ITSELF)
    ]
    return ("class", kind.__name__, bases, parts)


def thing_row(thing: Any) -> tuple[Any, ...]:
    """Something that has a name: the runtime's, or what can be imported."""
    if is_of_runtime(thing):
        return ("own", thing.__name__)
    path, home = getattr(thing, "__qualname__", ""), getattr(thing, "__module__", "")
    found = vars(sys.modules.get(home, types)).get(path)
    if home == "__main__" or found is not thing:
        raise Unusual(thing)
    return ("imported", home, path)


def part_row(part: Any) -> tuple[Any, ...]:
    if isinstance(part, types.FunctionType):
        return thing_row(part) if is_of_runtime(part) else function_row(part)
    if isinstance(part, (staticmethod, classmethod)):
        return (type(part).__name__, part_row(part.__func__))
    if isinstance(part, property):
        return ("property", *map(optional_row, (part.fget, part.fset, part.fdel)))
    if isinstance(part, (type, types.BuiltinFunctionType)):
        return thing_row(part)
    marshal.dumps(part)
    return ("value", part)


def optional_row(function: Any) -> Any:
    return None if function is None else function_row(function)


def bases_first(rows: dict[str, Any]) -> list[tuple[str, Any]]:
    """The rows by their names, each class behind what it is made of."""
    found: dict[str, Any] = {}

    def place(name: str) -> None:
        if name not in found:
            for below in sorted(needed_by(rows[name]) & rows.keys()):
                place(below)
            found[name] = rows[name]

    for name in sorted(rows):
        place(name)
    return list(found.items())


def digest_of_code(packed: bytes, rest: dict[str, Any], pickled: bytes) -> str:
    """A name for code that a program has the same one for whenever it runs, so that a
    worker opens it once.

    `pickled` would not do: sets have another order in each process, classes that
    travel another name.
    """
    try:
        content = repr([(name, content_of(rest[name])) for name in sorted(rest)])
    except (Unusual, TypeError, RecursionError):
        content = repr(pickled)
    return hashlib.sha256(packed + content.encode()).hexdigest()


def content_of(thing: Any) -> Any:
    """What a constant of the runtime's says; Unusual for what has code of its own."""
    if isinstance(thing, (set, frozenset)):
        return ("set", *sorted(repr(content_of(each)) for each in thing))
    if isinstance(thing, (tuple, list)):
        return (type(thing).__name__, *map(content_of, thing))
    if isinstance(thing, dict):
        return ("dict", *((key, content_of(value)) for key, value in thing.items()))
    if isinstance(thing, (str, bytes, int, float, bool, type(None))):
        return thing
    if type(thing).__module__ == "typing":
        return repr(thing)
    if hasattr(thing, "__qualname__"):
        if isinstance(thing, types.FunctionType) or thing.__module__ == "__main__":
            marshalled_row(thing)
        return (thing.__module__, thing.__qualname__)
    return (type(thing).__qualname__, content_of(vars(thing)))
