"""A line on standard error that says how far a command is, and goes at its end."""

import shutil
import sys

from ..diagnostics.excerpt import printable

_CLEAR = "\r\x1b[K"


class Progress:
    """Shows how many of how many things are done; silent unless `shown`.

    None for `shown` means: where standard error is a terminal.
    """

    def __init__(self, shown: bool | None) -> None:
        self.shown = sys.stderr.isatty() if shown is None else shown

    def __call__(self, done: int, total: int, what: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        line = f"{done}/{total} {printable(what)}"[:width]
        self._write(f"{_CLEAR}{line}")

    def end(self) -> None:
        """Take the line away."""
        self._write(_CLEAR)

    def _write(self, text: str) -> None:
        if self.shown:
            sys.stderr.write(text)
            sys.stderr.flush()
