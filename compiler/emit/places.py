"""Which lines of a script are which of its sources: marks, and the table of them."""

import json
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..ir.code import Code
from ..ir.holes import HoleKind, close_mark, open_mark

# In a finished script, what the table's lines are counted from.
BASE = "__flowc__ = "
# Stands for the table until the lines are known.
TABLE = "\0table\0"
MARK = re.compile(r"\0l(\d+):(\d*)\0\0/\0")


@dataclass
class _Run:
    """Lines of a script in a row that are so in their source."""

    start: int
    line: int
    count: int
    file: int


def with_places(code: Code, files: Sequence[str]) -> Code:
    """The statement, with a mark in front of each line that is not empty."""
    lines = code.text.split("\n")
    first = next((n for n, text in enumerate(lines) if _is_code(text)), 0)
    file = files.index(code.file_apart)
    marked = [
        _mark(code.line + number - first, file) + text if text.strip() else text
        for number, text in enumerate(lines)
    ]
    return replace(code, text="\n".join(marked))


def _is_code(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _mark(line: int, file: int) -> str:
    return open_mark(HoleKind.LINE, max(line, 0), str(file)) + close_mark()


def placed(script: str, files: Sequence[str]) -> str:
    """The script without marks, and with the table of what they said."""
    runs: list[_Run] = []
    lines = script.split("\n")
    base = next((n for n, text in enumerate(lines) if text.startswith(BASE)), 0)
    for number, text in enumerate(lines):
        mark = MARK.match(text)
        if mark is not None:
            _add(runs, number - base, int(mark[1]), int(mark[2]))
        if "\0l" in text:
            lines[number] = MARK.sub("", text)
    return "\n".join(lines).replace(TABLE, "\n".join(_table(runs, files)))


def _add(runs: list[_Run], place: int, line: int, file: int) -> None:
    last = runs[-1] if runs else None
    if last is not None and (last.file, last.line - last.start) == (file, line - place):
        last.count = place - last.start + 1
    else:
        runs.append(_Run(place, line, 1, file))


def _table(runs: Sequence[_Run], files: Sequence[str]) -> list[str]:
    """`lines of "FILE": PLACE LINE COUNT, ...`, the place counted from BASE."""
    rows: list[str] = []
    for number, file in enumerate(files):
        found = [f"{r.start} {r.line} {r.count}" for r in runs if r.file == number]
        if found:
            rows += textwrap.wrap(
                f"lines of {json.dumps(file)}: {', '.join(found)}",
                88,
                subsequent_indent="    ",
                break_long_words=False,
                break_on_hyphens=False,
            )
    return rows
