"""Follows text line by line: whether a line starts a statement, and what is code in it.

It takes text that is not Python throughout, as notebooks have it, where Python's own
tokenizer gives up.
"""

import re

_PIECE = re.compile(r"#|\"\"\"|\'\'\'|\"|\'|[()\[\]{}]|\\|[^#\"\'()\[\]{}\\]+")
_STRINGS = {
    quote: re.compile(rf"(?:[^\\]|\\.)*?(?P<end>{quote})", re.DOTALL)
    for quote in ('"""', "'''", '"', "'")
}


class Lines:
    """The state at the end of the lines read so far."""

    def __init__(self) -> None:
        self.quote = ""
        self.depth = 0
        self.continued = False

    @property
    def at_statement(self) -> bool:
        """Whether the next line starts a statement, or is blank or a comment."""
        return not (self.quote or self.depth or self.continued)

    def code_of(self, line: str) -> str:
        """The line's code if it started a statement; `_` stands for a string."""
        return Lines().read(line)

    def read(self, line: str) -> str:
        """Go on by a line; return its code, with `_` for a string, without comments."""
        code: list[str] = []
        at, self.continued = 0, False
        while at < len(line):
            if self.quote:
                at = self._in_string(line, at)
                continue
            found = _PIECE.match(line, at)
            assert found is not None
            piece, at = found[0], found.end()
            if piece == "#":
                break
            if piece in _STRINGS:
                self.quote = piece
                code.append("_")
                continue
            self._count(piece, at == len(line))
            code.append(piece)
        return "".join(code)

    def _count(self, piece: str, last: bool) -> None:
        if piece in "([{":
            self.depth += 1
        elif piece in ")]}":
            self.depth = max(0, self.depth - 1)
        elif piece == "\\":
            self.continued = last

    def _in_string(self, line: str, at: int) -> int:
        """Where the open string ends in the line, or the end of the line.

        A string in single quotes goes on only behind a backslash.
        """
        found = _STRINGS[self.quote].match(line, at)
        if found is not None:
            self.quote = ""
            return found.end()
        slashes = len(line) - len(line.rstrip("\\"))
        if len(self.quote) == 1 and slashes % 2 == 0:
            self.quote = ""
        return len(line)
