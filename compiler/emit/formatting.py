"""Formats generated text as black does, without black where that is plain to see.

To import black takes longer than to compile a small flow, and to format a statement a
hundred times as long as to make it.
"""

import keyword
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from .indent import indented

WIDTH = 88
INDENT = 4
# What is longer, a literal as a rule, stays as its source has it.
LONGEST = 4000
_WORDS = "|".join(sorted({*keyword.kwlist} - {"None", "True", "False"}))
# Names, numbers, strings, calls, lists and subscripts with the blanks that black gives
# them: no brackets that only group, no comma in front of a closing one, no operators.
_PLAIN = re.compile(
    rf"""(?: [A-Za-z_]\w*\ =\  | return\  )?
    (?: (?<![\w"')\]]) (?! (?:{_WORDS})\b ) [A-Za-z_]\w*
      | (?<=[(\[\ =]) -?\d+ (?:\.\d+)? (?![\w.])
      | (?<=[(\[\ =]) (?: "[^"\\\n]*" | '[^"'\\\n]*' )
      | (?<=[\w)\]]) \(
      | (?<=[\w(\[)\]\ =]) \[
      | (?<![\ =.]) [)\]]
      | (?<=[\w"')\]]) ,\ (?![)\]])
      | (?<=\w) =
      | (?<=[\w"')\]]) \. (?=[A-Za-z_])
    )+""",
    re.VERBOSE | re.ASCII,
)
_SINGLE = re.compile(r"\"[^\"]*\"|'([^\"']*)'")
_INNERMOST = re.compile(r'"[^"]*"|[(\[][^()\[\]"]*[)\]]')
_MARKS = re.compile(r'"[^"]*"|[(\[)\],]')


def formatted(text: str) -> str:
    """Format generated text; black leaves what it can't parse to a bug report."""
    import black

    return black.format_str(text, mode=black.Mode(line_length=WIDTH))


def in_shape(statement: str, indent: int = 0) -> str | None:
    """A statement, `indent` columns from the left, as black has it; None where that is
    not plain to see. A very long one is as good as in shape."""
    if len(statement) > LONGEST:
        return statement
    if not _PLAIN.fullmatch(statement) or not statement.isascii():
        return None
    if "'" in statement:
        statement = _SINGLE.sub(_with_double_quotes, statement)
    around = _around_brackets(statement)
    if "=" in around.replace(" = ", "", 1):
        return None
    if len(statement) + indent <= WIDTH:
        return statement
    lines = None if "," in around else _on_lines(statement, indent)
    return None if lines is None else "\n".join(lines)


def _with_double_quotes(found: re.Match[str]) -> str:
    return found[0] if found[1] is None else f'"{found[1]}"'


def _around_brackets(statement: str) -> str:
    """What stands in no brackets, nor in a string."""
    before = ""
    while before != statement:
        before, statement = statement, _INNERMOST.sub("", statement)
    return statement


def _on_lines(
    text: str, indent: int, after: str = "", apart: bool = False
) -> list[str] | None:
    """A long call or list: what it is given on a line of its own, or on one each. The
    same for what stands between brackets: in a list the items are `apart` in any case.
    A comma may come `after` it."""
    fits = len(text) + len(after) + indent <= WIDTH
    if fits and not apart:
        return [text + after]
    commas, opening = _places(text)
    if commas:
        ends = zip([-1, *commas], [*commas, len(text)], strict=True)
        items = (text[start + 1 : end].strip() for start, end in ends)
        found = [_on_lines(item, indent, ",") for item in items]
        return None if None in found else list(chain(*filter(None, found)))
    if fits:
        return [text]
    before, pair = text[opening - 1 : opening], text[opening] + text[-1]
    listed = pair == "[]" and before in ("", "=")
    called = pair == "()" and opening > 0
    if not (listed or called) or opening + indent >= WIDTH:
        return None
    inner = _on_lines(text[opening + 1 : -1], indent + INDENT, apart=listed)
    if inner is None:
        return None
    return [text[: opening + 1], *map(indented, inner), text[-1] + after]


def _places(text: str) -> tuple[list[int], int]:
    """Where commas stand in no brackets, and where the last of these brackets opens."""
    commas: list[int] = []
    opening, depth = 0, 0
    for found in _MARKS.finditer(text):
        mark, place = found[0], found.start()
        if mark in "([":
            opening = opening if depth else place
        elif mark == "," and not depth:
            commas.append(place)
        depth += (mark in "([") - (mark in ")]")
    return commas, opening


@dataclass
class Pieces:
    """What goes into a text that is as black has it but for that: the text needs black
    unless all of them are `settled`."""

    settled: bool = True

    def statement(self, text: str, indent: int = INDENT) -> str:
        """A statement, so many columns from the left."""
        shape = self.known(in_shape(text, indent))
        return indented(text if shape is None else shape, indent)

    def value(self, text: str) -> str:
        """An expression on a line with others."""
        shape = in_shape(f"_ = {text}")
        line = self.known(None if shape is None or "\n" in shape else shape)
        return text if line is None else line.removeprefix("_ = ")

    def mapping(self, items: Mapping[str, str | dict[str, str]]) -> str:
        """A dict on one line, its values given as expressions or as dicts of them."""
        values = (
            self.value(each) if isinstance(each, str) else self.mapping(each)
            for each in items.values()
        )
        shown = (f'"{key}": {value}' for key, value in zip(items, values, strict=True))
        return f"{{{', '.join(shown)}}}"

    def known(self, shape: str | None) -> str | None:
        self.settled = self.settled and shape is not None
        return shape

    def formatted(self, text: str) -> str:
        """The text with the pieces in it, formatted."""
        lengths = set(map(len, text.split("\n")))
        short = not any(WIDTH < length <= LONGEST for length in lengths)
        return text if self.settled and short else formatted(text)
