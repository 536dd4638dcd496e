"""The table of codes, joined from one file a hundred, and `diagnose`."""

from collections.abc import Iterable

from . import (
    codes_file,
    codes_flow,
    codes_mistakes,
    codes_names,
    codes_output,
    codes_settings,
    codes_tasks,
)
from .diagnostic import Diagnostic, Note, Severity, Span
from .rule import Rule

ROWS: tuple[Rule, ...] = (
    *codes_file.ROWS,
    *codes_tasks.ROWS,
    *codes_flow.ROWS,
    *codes_mistakes.ROWS,
    *codes_settings.ROWS,
    *codes_names.ROWS,
    *codes_output.ROWS,
)
CODES: dict[str, Rule] = {row.code: row for row in ROWS}


def diagnose(
    code: str,
    message: str,
    span: Span | None = None,
    *,
    notes: Iterable[Note] = (),
    help: str | None = None,
    severity: Severity | None = None,
) -> Diagnostic:
    """Make a diagnostic of a code in the table, with the table's severity.

    An unknown code is a bug of the caller's: KeyError.
    """
    row = CODES[code]
    return Diagnostic(code, severity or row.severity, message, span, (*notes,), help)
