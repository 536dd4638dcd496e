"""Make the carried functions name the file and line that they came from."""

import bisect
import functools
import linecache
import re
from types import CodeType, FunctionType
from typing import Any, Optional


def relocate(function: Any, filename: str, first_line: int) -> Any:
    """Make a function or class say that it stands in `filename` at `first_line`.

    `first_line` is that of its first line as the script has it: of a decorator
    that was kept, else of its def. Returns the same object; a callable without
    Python code is left alone.
    """
    name = getattr(function, "__name__", "")
    relocate_all(globals_of(function) | {name: function}, filename, {name: first_line})
    return function


def globals_of(thing: Any) -> dict[str, Any]:
    """Return the module's names around a function or class, as far as known."""
    for function in functions_in(thing, None, set()):
        return function.__globals__
    return {}


# A definition: its first line in the script, the line and the file it comes from.
Start = tuple[int, int, str]


def relocate_all(
    namespace: dict[str, Any],
    filename: str,
    lines: dict[str, int],
    files: Optional[dict[str, dict[str, int]]] = None,
) -> None:
    """Re-locate the functions and classes of `lines`, a name's line in the source, and
    those of other files.

    `namespace` are the script's globals. What was made from them, a wrapper by its
    decorator for one, follows the definition that its code stands in. The text of
    the lines is kept for tracebacks shown in this process.
    """
    module = namespace.get("__name__")
    found: list[FunctionType] = []
    starts: list[Start] = []
    seen: set[int] = set()
    places = {filename: lines, **(files or {})}
    for file, known in places.items():
        for name, line in known.items():
            found += functions_in(namespace.get(name), module, seen)
            start = first_line_of(name, namespace.get(name), module)
            if start is not None:
                starts.append((start, line, file))
    starts.sort()
    for file in places:
        keep_text(file, starts, {place.__code__.co_filename for place in found})
    for place in found:
        place.__code__ = moved_code(place.__code__, starts)


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


def first_line_of(name: str, thing: Any, module: Optional[str]) -> Optional[int]:
    """Return the line of the script at which the definition of `name` starts."""
    inside = functions_in(thing, module, set())
    if isinstance(thing, type):
        start = vars(thing).get("__firstlineno__")
        return start or (line_of_class(name, inside[0]) if inside else None)
    codes = [place.__code__ for place in inside]
    named = [code.co_firstlineno for code in codes if code.co_name == name]
    return min(named or [code.co_firstlineno for code in codes], default=None)


def line_of_class(name: str, method: FunctionType) -> int:
    """Return the line of a class, its decorators included, found in the file."""
    text = linecache.getlines(method.__code__.co_filename)
    for number in range(min(method.__code__.co_firstlineno, len(text)), 0, -1):
        if re.match(rf"\s*class {name}\b", text[number - 1]):
            while number > 1 and text[number - 2].startswith("@"):
                number -= 1
            return number
    return method.__code__.co_firstlineno


def moved_code(code: CodeType, starts: list[Start]) -> CodeType:
    """Return `code` and the code inside it with their places in the source."""
    number = bisect.bisect_right(starts, (code.co_firstlineno, 1 << 60, "")) - 1
    if number < 0 or code.co_filename in {file for _, _, file in starts}:
        return code
    start, line, filename = starts[number]
    shift = line - start
    constants = tuple(
        (moved_code(constant, starts) if isinstance(constant, CodeType) else constant)
        for constant in code.co_consts
    )
    first = max(code.co_firstlineno + shift, 1)
    return code.replace(co_filename=filename, co_firstlineno=first, co_consts=constants)


def keep_text(filename: str, starts: list[Start], files: set[str]) -> None:
    """Let linecache show the script's lines under their places in the source.

    They are put together when a traceback first asks for them.
    """
    if len(files) != 1 or filename in files:
        return
    (script,) = files

    def text() -> Optional[str]:
        return text_at_places(filename, starts, linecache.getlines(script))

    linecache.cache[filename] = (text,)


def text_at_places(
    filename: str, starts: list[Start], script: list[str]
) -> Optional[str]:
    """The lines of the script that come from a file, each where it stands there."""
    kept: dict[int, str] = {}
    ends = [start for start, _, _ in starts[1:]] + [len(script) + 1]
    pairs = zip(starts, ends)
    for (start, line, file), end in sorted(pairs, key=lambda item: item[0][1]):
        if file == filename:
            kept.update(enumerate(script[start - 1 : end - 1], line))
    lines = [kept.get(number, "\n") for number in range(1, max(kept, default=0) + 1)]
    return "".join(lines) if script else None
