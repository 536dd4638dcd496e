"""Lines of source with carets under a span, safe and aligned on any terminal."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from .diagnostic import Span

_TAB = 4
_LONGEST = 120
_MOST_LINES = 6
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class Row(NamedTuple):
    """A printed line: what stands left of the bar, what right of it."""

    margin: str
    text: str
    is_carets: bool = False


def excerpt(lines: list[str], span: Span, gutter: int) -> Iterator[Row]:
    """Yield the lines of the span, each with carets below.

    `gutter` is the width of the line numbers. A line that the text does not have
    is left out; a long span shows its beginning and its end.
    """
    numbers = range(span.line, min(span.end_line, len(lines)) + 1)
    skipped = numbers[_MOST_LINES - 2 : -1] if len(numbers) > _MOST_LINES else range(0)
    for number in numbers:
        if number not in skipped:
            yield from _line(lines[number - 1], number, span, gutter)
        elif number == skipped[0]:
            yield Row(f"{'...':>{gutter + 2}}", "")


def _line(line: str, number: int, span: Span, gutter: int) -> Iterator[Row]:
    indent = len(line) - len(line.lstrip())
    first = span.column - 1 if number == span.line else indent
    last = span.end_column - 1 if number == span.end_line else len(line.rstrip())
    shown, carets = draw(line, first, last)
    yield Row(f"{number:>{gutter}} | ", shown)
    if carets:
        yield Row(f"{'':>{gutter}} | ", carets, is_carets=True)


def draw(line: str, first: int, last: int) -> tuple[str, str]:
    """A line as it can be printed, and carets under its characters [first, last).

    A span without width gets one caret, also behind the end of the line; what is
    empty because the span ends before this line's first character gets none.
    """
    start = max(0, first - _LONGEST // 2) if len(line) > _LONGEST else 0
    window = line[start : start + _LONGEST]
    before, after = "…" * (start > 0), "…" * (start + len(window) < len(line))
    pieces = _printable_pieces(window, _width(before))
    edge = [_width(before)]
    for piece in pieces:
        edge.append(edge[-1] + _width(piece))
    begin, end = (min(max(x - start, 0), len(window)) for x in (first, last))
    size = max(edge[end] - edge[begin], int(last >= first))
    shown = before + "".join(pieces) + after
    return shown.rstrip(), (" " * edge[begin] + "^" * size).rstrip()


def _printable_pieces(text: str, column: int) -> list[str]:
    pieces = []
    for character in text:
        if character == "\t":
            character = " " * (_TAB - column % _TAB)
        pieces.append(printable(character))
        column += _width(pieces[-1])
    return pieces


def printable(text: str) -> str:
    """Text with control, bidirectional and other invisible characters escaped."""
    if text.isprintable():
        return text
    return "".join(
        ascii(each)[1:-1] if unicodedata.category(each) in _UNPRINTABLE else each
        for each in text
    )


def _width(text: str) -> int:
    """Terminal cells that a printable text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if _is_wide(each) else 1
        for each in text
    )


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
