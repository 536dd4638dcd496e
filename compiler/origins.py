"""Where the lines of a text come from, when it is put together from several files."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .diagnostics import Span


@dataclass(frozen=True)
class Stretch:
    """Lines of a text that come from one place.

    `start` is the number of the first of them in the text, `line` its number where it
    comes from. `file` is what diagnostics call that place, `name` what a script may
    call it; `module` is its dotted name, "" for the source that is compiled. Of a
    statement of another module, `effect` tells that it does more than to define.
    """

    start: int
    line: int
    file: str
    name: str
    module: str = ""
    effect: bool = False


class Origins:
    """The stretches of a text, in its order. None at all: the text is its own file."""

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        self.stretches = tuple(sorted(stretches, key=lambda each: each.start))
        self._starts = [each.start for each in self.stretches]

    def __bool__(self) -> bool:
        return bool(self.stretches)

    def of(self, line: int) -> Stretch | None:
        """The stretch that a line of the text belongs to."""
        at = bisect_right(self._starts, line) - 1
        return self.stretches[at] if at >= 0 else None

    def line(self, line: int) -> int:
        """The number that a line of the text has where it comes from."""
        found = self.of(line)
        return line if found is None else found.line + line - found.start

    def span(self, span: Span) -> Span:
        """A span of the text as one of the place that it comes from."""
        found = self.of(span.line)
        if found is None:
            return span
        shift = found.line - found.start
        return replace(
            span,
            file=found.file,
            line=span.line + shift,
            end_line=span.end_line + shift,
        )
