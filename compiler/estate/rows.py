"""What is told of an estate: a row for each flow."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ..diagnostics import Diagnostic, Severity, has_errors, in_order


class Outcome(Enum):
    """How a flow compiles, from the best to the worst."""

    COMPILES = "compiles"
    WARNED = "compiles with warnings"
    REFUSED = "refused"


@dataclass(frozen=True)
class CodeCount:
    """How often a code is said, and how severe it is there."""

    code: str
    severity: str
    count: int


@dataclass(frozen=True)
class Row:
    """A flow: its file, its name and variable, how it compiles and what it needs.

    A file that can't be read has one row, without a name. `reason` is why a flow is
    refused, as far as one line says it; `left` are the places of one that compiles
    whose calls are not lowered, with why.
    """

    path: str
    flow: str
    variable: str
    outcome: Outcome
    codes: tuple[CodeCount, ...] = ()
    needs: tuple[str, ...] = ()
    reason: str = ""
    left: tuple[str, ...] = ()

    @property
    def lowered(self) -> bool:
        """Whether the script calls every task through `delayed`."""
        return self.outcome is not Outcome.REFUSED and not self.left


@dataclass(frozen=True)
class Estate:
    """All rows, by their paths, and the number of files that were looked at."""

    files: int
    rows: tuple[Row, ...]


def row_of(
    path: str,
    diagnostics: Iterable[Diagnostic],
    flow: str = "",
    variable: str = "",
    needs: tuple[str, ...] = (),
    left: tuple[str, ...] = (),
) -> Row:
    """The row of a flow of which this was said."""
    found = in_order(diagnostics)
    outcome, codes = outcome_of(found), counted(found)
    return Row(path, flow, variable, outcome, codes, needs, _reason(found), left)


def outcome_of(diagnostics: Iterable[Diagnostic]) -> Outcome:
    """How a flow compiles of which this was said."""
    found = tuple(diagnostics)
    if has_errors(found):
        return Outcome.REFUSED
    warned = any(each.severity is Severity.WARNING for each in found)
    return Outcome.WARNED if warned else Outcome.COMPILES


def counted(diagnostics: Iterable[Diagnostic]) -> tuple[CodeCount, ...]:
    """The codes that were said, the worst first, each with its number."""
    said = Counter((each.severity, each.code) for each in diagnostics)
    return tuple(
        CodeCount(code, severity.value, said[severity, code])
        for severity, code in sorted(said)
    )


def _reason(diagnostics: tuple[Diagnostic, ...]) -> str:
    """The first error, with its place, and the way out where a line says it."""
    errors = [each for each in diagnostics if each.severity is Severity.ERROR]
    if not errors:
        return ""
    span = errors[0].span
    place = f"{span.file}:{span.line}:{span.column}: " if span else ""
    help = errors[0].help or ""
    way_out = f" ({help})" if help and "\n" not in help else ""
    return place + " ".join(errors[0].message.split()) + way_out
