"""The runtime's code made whole again, where `packing` has sent it."""

import builtins
import contextlib
import importlib
import marshal
import types
from typing import Any


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
