"""Make the carried functions name the file and line that they came from."""

import functools
import linecache
from collections.abc import Sequence
from types import CodeType, FunctionType
from typing import Any, Optional

# Lines of a script in a row that are so in a source: the first one here, the first one
# there, their number, and the source's file.
LineRow = tuple[int, int, int, str]

# The scripts whose lines stand for those of source files.
SHOWN: dict[str, str] = {}


def relocate_all(
    namespace: dict[str, Any], script: str, rows: Sequence[LineRow]
) -> None:
    """Re-locate the functions and methods of a script, whose globals are `namespace`
    and whose file is `script`.

    What was made from them, a wrapper by its decorator for one, is moved as well. What
    the compiler wrote stays: it stands in no row. The text of the lines is kept for
    tracebacks shown in this process.
    """
    module = namespace.get("__name__")
    seen: set[int] = set()
    for thing in list(namespace.values()):
        for place in functions_in(thing, module, seen):
            place.__code__ = moved_code(place.__code__, script, rows)
    for file in {file for _, _, _, file in rows}:
        keep_text(file, script, rows)


def functions_in(
    thing: Any, module: Optional[str], seen: set[int]
) -> list[FunctionType]:
    """Return the Python functions of `module` that `thing` is or is made of."""
    if id(thing) in seen or len(seen) > 100_000:
        return []
    seen.add(id(thing))
    if isinstance(thing, FunctionType):
        own = module in (None, thing.__module__, thing.__globals__.get("__name__"))
        found = [thing] if own and thing.__code__.co_filename[:1] != "<" else []
    else:
        found = []
    for part in parts_of_callable(thing, module):
        found += functions_in(part, module, seen)
    return found


def parts_of_callable(thing: Any, module: Optional[str]) -> list[Any]:
    """Return what a function, class, descriptor, partial or task is made of."""
    if isinstance(thing, FunctionType):
        return [vars(thing).get("__wrapped__"), *contents_of(thing.__closure__ or ())]
    if isinstance(thing, type):
        inside = module in (None, thing.__module__)
        return list(vars(thing).values()) if inside else []
    if isinstance(thing, (staticmethod, classmethod)):
        return [thing.__func__]
    if isinstance(thing, property):
        return [thing.fget, thing.fset, thing.fdel]
    if isinstance(thing, (functools.partial, functools.cached_property)):
        return [thing.func]
    run = getattr(thing, "__dict__", {}).get("run")
    return [run] if isinstance(run, FunctionType) else []


def contents_of(closure: tuple[Any, ...]) -> list[Any]:
    """Return the functions and classes in the cells of a closure."""
    contents = []
    for cell in closure:
        try:
            content = cell.cell_contents
        except ValueError:  # the cell is still empty
            continue
        if isinstance(content, (FunctionType, type)):
            contents.append(content)
    return contents


def moved_code(code: CodeType, script: str, rows: Sequence[LineRow]) -> CodeType:
    """Return `code` and the code inside it with their places in the source."""
    first = code.co_firstlineno
    row = next((r for r in rows if r[0] <= first < r[0] + r[2]), None)
    if row is None or code.co_filename != script:
        return code
    start, line, _, filename = row
    constants = tuple(
        moved_code(each, script, rows) if isinstance(each, CodeType) else each
        for each in code.co_consts
    )
    return code.replace(
        co_filename=filename,
        co_firstlineno=max(first + line - start, 1),
        co_consts=constants,
    )


def keep_text(filename: str, script: str, rows: Sequence[LineRow]) -> None:
    """Let linecache show the script's lines under their places in the source.

    An entry without a time is never read from a file: there may be another one of the
    source's name.
    """
    if script in (filename, SHOWN.get(filename)):
        return
    text = text_at_places(filename, rows, linecache.getlines(script))
    if text is not None:
        SHOWN[filename] = script
        lines = text.splitlines(keepends=True)
        linecache.cache[filename] = (len(text), None, lines, filename)


def text_at_places(
    filename: str, rows: Sequence[LineRow], script: list[str]
) -> Optional[str]:
    """The lines of the script that come from a file, each where it stands there."""
    kept: dict[int, str] = {}
    for start, line, count, file in rows:
        if file == filename:
            kept.update(enumerate(script[start - 1 : start - 1 + count], line))
    lines = [kept.get(number, "\n") for number in range(1, max(kept, default=0) + 1)]
    return "".join(lines) if script else None
