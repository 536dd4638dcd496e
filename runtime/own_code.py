"""The runtime's own code on its way to the workers: once for each of them, by name.

cloudpickle looks through the code of each function for the names that it uses and has
each function carry its own part of the globals: with some hundred functions that takes
longer than a small flow. Here one namespace travels: the bare code of the functions,
what the classes hold, and what they use of other modules.
"""

import builtins
import contextlib
import dis
import importlib
import marshal
import sys
import types
from collections.abc import Iterable, Iterator
from typing import Any

from .runtime_start import runtime_begins

LOAD_GLOBAL = dis.opmap["LOAD_GLOBAL"]
EXTENDED_ARG = dis.EXTENDED_ARG
# From Python 3.11 on the lowest bit of the argument is no part of the name's number.
NAME_SHIFT = 1 if sys.version_info >= (3, 11) else 0
# What a class has of its own accord, and the types that nobody reads on a worker.
NOT_HELD = frozenset({"__dict__", "__weakref__", "__annotations__"})
# The code of every function that contextlib.contextmanager makes.
MANAGING = contextlib.contextmanager(iter).__code__
CLASS_CELL = ("__class__",)
WORLD_MARK = "__flowc_kept__"
EARLY_MARKS = ("early_runtime_begins", "early_runtime_ends")


class Unusual(Exception):
    """Something of the runtime's that travels as cloudpickle has it after all."""


def is_of_runtime(thing: Any) -> bool:
    """Whether a function or class is the runtime's, and the script that has it is the
    program itself: nothing else could import it."""
    if not isinstance(thing, (types.FunctionType, type)):
        return False
    if thing.__module__ != "__main__":
        return False
    world = runtime_begins.__globals__
    name = str(thing.__qualname__)
    return world.get(name) is thing and name in names_of_runtime(world)


def kept_of_runtime() -> Any:
    """What this runtime, one of several that may be in a process, knows of itself.

    Its `names`; its code as it was, or is to be, `packed` for workers, and what opens
    that; and which of the names are `sent` with it, None before it is packed.
    """
    fresh = types.SimpleNamespace(names=None, packed=None, sent=None, opener=None)
    return runtime_begins.__globals__.setdefault(WORLD_MARK, fresh)


def names_of_runtime(world: dict[str, Any]) -> frozenset[str]:
    """The names that the runtime has among a program's; of none that is imported.

    In a script they come last, but for those that carried code needs on import, which
    stand between two marks. Where they have travelled to, there are no others.
    """
    if world.get("__name__") != "__main__":
        return frozenset()
    kept = kept_of_runtime()
    if kept.names is None:
        names = list(world)
        found = set(names[names.index(runtime_begins.__name__) :])
        if EARLY_MARKS[0] in world:
            first, last = map(names.index, EARLY_MARKS)
            found.update(names[first:last])
        kept.names = frozenset(found)
    return frozenset(kept.names)


def packed_code(
    entry: Any, names: Iterable[str], dumped: Any
) -> tuple[bytes, bytes, frozenset[str]]:
    """A function, the runtime's things with these names, and all that they need; for
    `unpacked_code`. Returns the names of all of them as well.

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
    return marshal.dumps(bases_first(rows)), pickled, frozenset({*rows, *rest})


def names_reached(
    names: Iterable[str], world: dict[str, Any], known: set[str]
) -> Iterator[str]:
    """The names of the world that these need, themselves among them, but for what is
    known."""
    waiting = list(names)
    seen = set(known)
    while waiting:
        name = waiting.pop()
        if name not in seen and name in world:
            seen.add(name)
            waiting += sorted(set(names_used(world[name])))
            yield name


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
        if name not in NOT_HELD and not isinstance(part, types.MemberDescriptorType)
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


def names_used(thing: Any) -> Iterator[str]:
    """The global names in the code of one of the runtime's functions or classes."""
    if isinstance(thing, types.FunctionType):
        yield from names_in_code(getattr(thing, "__wrapped__", thing).__code__)
    elif is_of_runtime(thing):
        yield from (base.__name__ for base in thing.__bases__)
        for part in vars(thing).values():
            yield from names_in_part(part)
            if is_of_runtime(part):
                yield part.__name__


def names_in_part(part: Any) -> Iterator[str]:
    if isinstance(part, property):
        for function in (part.fget, part.fset, part.fdel):
            yield from names_in_part(function)
    part = getattr(part, "__func__", part)
    if isinstance(part, types.FunctionType):
        yield from names_in_code(part.__code__)


def names_in_code(code: Any) -> Iterator[str]:
    """The global names that a function's code, and the code inside it, loads.

    As `dis` would tell, in a tenth of the time.
    """
    operations, arguments = code.co_code[::2], code.co_code[1::2]
    place = operations.find(LOAD_GLOBAL)
    while place >= 0:
        argument, above, shift = arguments[place], place - 1, 8
        while above >= 0 and operations[above] == EXTENDED_ARG:
            argument |= arguments[above] << shift
            above, shift = above - 1, shift + 8
        yield code.co_names[argument >> NAME_SHIFT]
        place = operations.find(LOAD_GLOBAL, place + 1)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from names_in_code(constant)


def unpacked_code(packed: bytes, rest: bytes, load: Any) -> dict[str, Any]:
    """The namespace of what `packed_code` packed; `load` is loaded_among."""
    names: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}
    for name, row in marshal.loads(packed):
        names[name] = thing_made_of(row, names, None)
    names.update(load(names, rest, ()))
    found = frozenset(names)
    kept = types.SimpleNamespace(names=found, packed=None, sent=found, opener=None)
    names["__flowc_kept__"] = kept
    return names


def thing_made_of(row: Any, names: dict[str, Any], cell: Any) -> Any:
    """What a row says: a function, a class, or a part of a class, whose `cell` its
    methods have."""
    kind, *held = row
    if kind == "function":
        code, defaults, keywords, path = held
        closure = (cell,) if code.co_freevars else None
        made = types.FunctionType(code, names, code.co_name, defaults, closure)
        made.__kwdefaults__, made.__qualname__ = keywords, path
        return made
    if kind == "class":
        name, bases, parts = held
        return class_made(name, bases, parts, names)
    if kind == "module":
        return importlib.import_module(held[0])
    if kind == "imported":
        return getattr(importlib.import_module(held[0]), held[1])
    if kind in ("own", "value"):
        return names[held[0]] if kind == "own" else held[0]
    parts = [part and thing_made_of(part, names, cell) for part in held]
    if kind == "manager":
        return contextlib.contextmanager(parts[0])
    return property(*parts) if kind == "property" else getattr(builtins, kind)(*parts)


def class_made(name: str, bases: Any, parts: Any, names: dict[str, Any]) -> Any:
    # Positional alone: it comes to the workers as bare code.
    cell = types.CellType()
    above = tuple(thing_made_of(base, names, None) for base in bases)
    inner = {part: thing_made_of(row, names, cell) for part, row in parts}
    kind = type(name, above, inner)
    cell.cell_contents = kind
    return kind
