"""Indents code without changing its strings."""

import io
import re
import tokenize
from collections.abc import Iterator

_STARTS = frozenset({"FSTRING_START", "TSTRING_START"})
_ENDS = frozenset({"FSTRING_END", "TSTRING_END"})
# A form feed among the blanks a line begins with: Python counts columns from there on.
_FORM_FEED = re.compile(r"[ \t]*\f[ \t\f]*")
# What a string that spans lines has: three quotes, a backslash at a line's end, or
# expressions of its own.
_LONG_STRING = re.compile(r"\"{3}|'{3}|\\\n|[fFtT][rR]?[\"']")


def indented(code: str, width: int = 4) -> str:
    """Code with each line moved right, but for those that begin inside a string."""
    spans = "\n" in code and _LONG_STRING.search(code)
    inside = set(_lines_in_strings(code)) if spans else set()
    return "\n".join(
        line if number in inside else _moved(line, width)
        for number, line in enumerate(code.split("\n"), 1)
    )


def _moved(line: str, width: int) -> str:
    """A line, so many columns further right, unless it is blank."""
    found = _FORM_FEED.match(line)
    start = line.rfind("\f", 0, found.end()) + 1 if found else 0
    return line[:start] + " " * width + line[start:] if line.strip() else line


def _lines_in_strings(code: str) -> Iterator[int]:
    """The numbers of the lines that begin inside a string."""
    open_at: list[int] = []
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        first, last = token.start[0], token.end[0]
        kind = tokenize.tok_name[token.type]
        if kind in _STARTS:
            open_at.append(first)
        elif kind in _ENDS:
            yield from range(open_at.pop() + 1, last + 1)
        elif kind == "STRING":
            yield from range(first + 1, last + 1)
