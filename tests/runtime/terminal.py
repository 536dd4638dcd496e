"""A terminal small enough to read: what a live block leaves on the screen."""

import io
import re

ESCAPE = re.compile(r"\x1b\[(\d*)([A-Za-z])")


class Terminal(io.StringIO):
    """A text stream that is a terminal and keeps the lines that it would show."""

    def __init__(self, columns: int = 80, encoding: str = "utf-8") -> None:
        super().__init__()
        self.columns = columns
        self.spelling = encoding
        self.lines = [""]
        self.row = 0
        self.column = 0
        self.highest = 0

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self.spelling

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        text.encode(self.spelling)
        position = 0
        while position < len(text):
            escape = ESCAPE.match(text, position)
            if escape:
                self.steer(int(escape[1] or 0), escape[2])
                position = escape.end()
            else:
                self.put(text[position])
                position += 1
        self.highest = max(self.highest, len(self.lines))
        return len(text)

    def put(self, letter: str) -> None:
        if letter == "\n":
            self.row, self.column = self.row + 1, 0
            while len(self.lines) <= self.row:
                self.lines.append("")
        elif letter == "\r":
            self.column = 0
        else:
            assert letter.isprintable(), letter
            assert self.column < self.columns, "the line is too long"
            line = self.lines[self.row].ljust(self.column)
            self.lines[self.row] = (
                line[: self.column] + letter + line[self.column + 1 :]
            )
            self.column += 1

    def steer(self, number: int, command: str) -> None:
        if command == "A":
            self.row -= number
            assert self.row >= 0, "moved above the first line"
        elif command == "K":
            self.lines[self.row] = self.lines[self.row][: self.column]
        elif command == "J":
            self.lines[self.row :] = [self.lines[self.row][: self.column]]
        else:
            assert command == "m", f"unknown escape {command}"

    def shown(self) -> list[str]:
        """The lines of the screen, without empty ones at the end."""
        return "\n".join(line.rstrip() for line in self.lines).rstrip().split("\n")
