"""What a stream can show: its width, its characters, its colours."""

import os
import re
import shutil
import unicodedata
from typing import Any, Optional

ANSI_CODES = {"red": 31, "green": 32, "yellow": 33, "cyan": 36, "dim": 2, "bold": 1}
ASCII_MARKS = {"✓": "+", "✗": "x", "▸": ">", "·": ".", "█": "#", "░": "-", "…": "..."}


class Screen:
    """A text stream and how to write on it."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.encoding = getattr(stream, "encoding", None) or "utf-8"
        self.tty = is_terminal(stream)
        self.coloured = wants_colour(self.tty)

    def size(self) -> tuple[int, int]:
        """Return the columns and lines; 100 columns where it is no terminal."""
        if not self.tty:
            return 100, 24
        try:
            columns, lines = os.get_terminal_size(self.stream.fileno())
        except (AttributeError, OSError, ValueError):
            columns, lines = shutil.get_terminal_size()
        return columns or 80, lines or 24

    def paint(self, text: str, colour: Optional[str]) -> str:
        """Return `text` in a colour, where the stream shows colours."""
        if not self.coloured or colour is None or not text:
            return text
        return f"\x1b[{ANSI_CODES[colour]}m{text}\x1b[0m"

    def write(self, text: str) -> None:
        """Write what the stream can encode; a closed stream is left alone."""
        try:
            self.stream.write(self.spelt(text))
            self.stream.flush()
        except (OSError, ValueError):
            pass

    def spelt(self, text: str) -> str:
        """Return `text` in characters that the stream can encode."""
        try:
            text.encode(self.encoding)
            return text
        except LookupError:
            return text.encode("ascii", "backslashreplace").decode("ascii")
        except UnicodeError:
            for mark, plain in ASCII_MARKS.items():
                text = text.replace(mark, plain)
        return text.encode(self.encoding, "backslashreplace").decode(self.encoding)


def is_terminal(stream: Any) -> bool:
    """Tell whether a stream is a terminal that can be drawn on."""
    try:
        return bool(stream.isatty()) and os.environ.get("TERM") != "dumb"
    except (AttributeError, ValueError):
        return False


def wants_colour(terminal: bool) -> bool:
    """Tell by NO_COLOR and FORCE_COLOR, else by the terminal, whether to colour."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or terminal


def columns_of(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def on_one_line(text: str, columns: int) -> str:
    """Return `text` without line ends and control characters, cut to `columns`."""
    text = re.sub(r"\s*[\r\n]+\s*", " ", text[: 4 * columns])
    text = "".join(letter if letter.isprintable() else "?" for letter in text)
    if columns_of(text) <= columns:
        return text
    while text and columns_of(text) > columns - 3:
        text = text[: len(text) - max((columns_of(text) - columns + 3) // 2, 1)]
    return text + "..."[:columns]


def padded(text: str, columns: int) -> str:
    """Return `text` filled with spaces to `columns`."""
    return text + " " * max(columns - columns_of(text), 0)


def spelt_seconds(seconds: float) -> str:
    """Return a duration as people write it, such as "40 ms", "1.25 s", "2 min 03 s"."""
    if seconds < 0.9995:
        return f"{max(seconds, 0) * 1000:.0f} ms"
    if seconds < 59.95:
        return f"{seconds:.2f} s" if seconds < 9.995 else f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest:02} s"
    return f"{minutes // 60} h {minutes % 60:02} min"
