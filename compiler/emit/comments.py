"""Cleans names that a script mentions: in comments, docstrings and literals.

Names of files, flows and tasks are anybody's: they may hold line ends, quotes, escapes,
what no encoding has. Templates take them through these filters alone.
"""

import re

from ..diagnostics.excerpt import printable

_LONGEST = 200


def comment_text(text: str) -> str:
    """Return text that may stand in a comment: one line, visible, no coding cookie."""
    text = printable(" ".join(text.split("\n")))
    return _shortened(re.sub("coding(?=[:=])", "coding ", text))


def docstring_text(text: str) -> str:
    """Return text that may stand in a docstring: no quotes, escapes or line ends."""
    plain = "".join(each if each.isprintable() else " " for each in text)
    return _shortened(plain.replace("\\", "/").replace('"', "'"))


def literal(text: str) -> str:
    """Return a string literal of the text, in double quotes if it has none itself."""
    shown = repr(text)
    return shown if '"' in shown else f'"{shown[1:-1]}"'


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
