"""Whether a stream gets colour, and the few colours that there are."""

import os
from collections.abc import Mapping
from typing import Protocol

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "help": "1;32",
    "strong": "1",
    "margin": "34",
}


class Stream(Protocol):
    """What is asked of a stream."""

    def isatty(self) -> bool:
        """Whether it is a terminal."""


def wants_color(stream: Stream, environ: Mapping[str, str] = os.environ) -> bool:
    """NO_COLOR says no, else FORCE_COLOR yes, else a terminal that is not dumb."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environ.get("TERM") != "dumb"


class Paint:
    """Colours text, or leaves it alone."""

    def __init__(self, color: bool) -> None:
        self.color = color

    def __call__(self, style: str, text: str) -> str:
        if not self.color or not text:
            return text
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m"
