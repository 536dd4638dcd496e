"""The page that `flowc explain CODE` prints, made from the table."""

import difflib

from .codes import CODES
from .rule import Rule


def explain(code: str) -> str | None:
    """The page of a code in any case, with or without "FLC"; None if unknown."""
    row = CODES.get(_normal(code))
    return None if row is None else page(row)


def page(row: Rule) -> str:
    """A heading, the severity and the explanation, ending in a newline."""
    heading = f"{row.code}: {row.title}"
    severity = row.shown or row.severity
    return f"{heading}\nSeverity: {severity.value}\n\n{row.explanation.strip()}\n"


def suggestions(code: str) -> list[str]:
    """Known codes that look like this one."""
    wanted = _normal(code)
    near = difflib.get_close_matches(wanted, CODES, n=len(CODES), cutoff=0.6)
    return sorted(near, key=lambda each: _differences(each, wanted))[:3]


def _differences(code: str, other: str) -> int:
    return sum(here != there for here, there in zip(code, other, strict=False))


def _normal(code: str) -> str:
    code = code.strip().upper()
    return f"FLC{code:0>3}" if code.isdigit() else code
