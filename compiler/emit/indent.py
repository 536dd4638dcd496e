"""Indents code without changing its strings."""

import io
import tokenize
from collections.abc import Iterator

_STARTS = frozenset({"FSTRING_START", "TSTRING_START"})
_ENDS = frozenset({"FSTRING_END", "TSTRING_END"})


def indented(code: str, width: int = 4) -> str:
    """Code with each line moved right, but for those that begin inside a string."""
    if "\n" not in code:
        return " " * width + code if code.strip() else code
    inside = set(_lines_in_strings(code))
    return "\n".join(
        line if number in inside or not line.strip() else " " * width + line
        for number, line in enumerate(code.split("\n"), 1)
    )


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
