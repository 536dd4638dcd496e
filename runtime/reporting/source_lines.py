"""Which lines of a script are which of its source, and errors that name those."""

import json
import linecache
import re
import sys
import traceback
from collections.abc import Iterable
from typing import Any

from ..program.logging_setup import say
from .relocate import LineRow

# The start of the text at a script's end that says where its lines come from.
TABLE_MARK = 'lines of "'

# Every script of this process, by the name of its module.
SCRIPTS: dict[str, Any] = {}


def said_of_missing(kind: Any, error: Any, trace: Any) -> None:
    """Say what ends the program: of a missing package, where it is imported; else the
    traceback, with the lines of the source."""
    name = getattr(error, "name", None)
    if not isinstance(error, ModuleNotFoundError) or not name:
        print(program_text(error), file=sys.stderr, end="")
        return
    places = [
        (*source_place(frame, line), linecache.getline(frame.f_code.co_filename, line))
        for frame, line in traceback.walk_tb(trace)
        if frame.f_globals.get("__name__") in SCRIPTS
    ]
    file, line, text = places[-1] if places else ("the script", 0, "")
    where = f": line {line} of {file}, `{text.strip()}`" if text.strip() else ""
    say(f"error: the program needs {name}{where}; install it where the script runs")


def program_text(error: BaseException) -> str:
    """Return the traceback of what ends a program. Lines that it has from its source
    are named as they are there."""
    shown = traceback.TracebackException.from_exception(error)
    seen: set[int] = set()
    pairs: list[Any] = [(error, shown)]
    while pairs:
        problem, told = pairs.pop()
        if problem is None or told is None or id(problem) in seen:
            continue
        seen.add(id(problem))
        frames = traceback.walk_tb(problem.__traceback__)
        for (frame, line), entry in zip(frames, told.stack):
            # Read now, from the script: the source need not be there.
            entry.line  # noqa: B018
            entry.filename, entry.lineno = source_place(frame, line)
        pairs.append((problem.__cause__, told.__cause__))
        pairs.append((problem.__context__, told.__context__))
    return "".join(shown.format())


def source_place(frame: Any, line: int) -> tuple[str, int]:
    """Return the file and the line of the source that a line of a frame comes from;
    those of the frame itself where it comes from none."""
    code = frame.f_code.co_filename
    script = SCRIPTS.get(frame.f_globals.get("__name__", ""))
    own = script is not None and frame.f_globals is script.namespace
    if script is not None and own and code == script.filename:
        for start, source, count, file in script.rows:
            if start <= line < start + count:
                return file, source + line - start
    return code, line


def table_in(constants: Iterable[Any]) -> list[str]:
    """Return what the script says of its lines: it has that as one of its texts, whose
    lines go on in lines that are indented."""
    texts = (each.lstrip() for each in constants if isinstance(each, str))
    text = next((each for each in texts if each.startswith(TABLE_MARK)), "")
    return re.sub(r"\n +", " ", text).splitlines()


def rows_in(table: Iterable[str], base: int) -> list[LineRow]:
    """Read where each line of a script comes from.

    `lines of "FILE": PLACE LINE COUNT, ...`, the place counted from the line `base`.
    """
    found: list[LineRow] = []
    for said in table:
        file, end = json.JSONDecoder().raw_decode(said, len(TABLE_MARK) - 1)
        for place, line, count in re.findall(r"(\d+) (\d+) (\d+)", said[end:]):
            found.append((base + int(place), int(line), int(count), file))
    return found
