"""A diagnostic as a value: code, severity, message, spans, help."""

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import total_ordering

_CELL = re.compile(r"(?<=:cell )\d+$")


@total_ordering
class Severity(enum.Enum):
    """How bad it is; sorts from the worst to the mildest."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Severity):
            return NotImplemented
        order = list(Severity)
        return order.index(self) < order.index(other)


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a file: 1-based, columns in characters, the end exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Note:
    """A second place that belongs to a diagnostic, or a sentence without one."""

    message: str
    span: Span | None = None


@dataclass(frozen=True)
class Diagnostic:
    """One thing to tell the user about the input."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    notes: tuple[Note, ...] = ()
    help: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, Severity, str, str]:
        """By file and place (no place first), then severity, code, message.

        The cells of a notebook are in their order, not in that of the alphabet.
        """
        span = self.span
        file = _CELL.sub(lambda found: found[0].zfill(9), span.file) if span else ""
        place = (file, span.line, span.column) if span else (file, 0, 0)
        return (*place, self.severity, self.code, self.message)

    def __lt__(self, other: "Diagnostic") -> bool:
        return self.sort_key < other.sort_key


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort, and drop what was said twice in the same words at the same place."""
    return tuple(sorted(dict.fromkeys(diagnostics)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them keeps a script from being written."""
    return any(each.severity is Severity.ERROR for each in diagnostics)
