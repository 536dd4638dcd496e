"""Finds the plain mistakes of a source: of its own text and of what it carries."""

from collections.abc import Iterable, Iterator

from ..checking import parsed
from ..diagnostics import Diagnostic, Severity, diagnose
from ..nesting import room_to_recurse
from ..notebook import SUFFIX
from ..project.unbound import Unbound
from ..source import Source
from .prefect import IMPORTED_FROM
from .report import Report
from .statements import Statements


def mistakes_in(source: Source, unbound: Iterable[Unbound] = ()) -> list[Diagnostic]:
    """Return what Prefect refuses of a source, and what goes wrong without a word.

    `unbound` are the names that nothing defines. A source that never says prefect is
    asked only for the names of Prefect that it lacks.
    """
    if "prefect" not in source.text:
        lacking = [each for each in unbound if each.name in ("Flow", "task")]
        return [undefined(each, sure=True) for each in lacking]
    walk = Statements(Report(source))
    with room_to_recurse():
        walk.module(parsed(source.text))
    notebook = source.name.endswith(SUFFIX)
    missing = set() if notebook else walk.missing
    return [*walk.report.found.values(), *_undefined(unbound, missing)]


def _undefined(
    unbound: Iterable[Unbound], missing: set[tuple[str, int, str]]
) -> Iterator[Diagnostic]:
    """Say each name once: where it is read first, and where it stops the flow first."""
    said: set[tuple[str, str, bool]] = set()
    for each in unbound:
        sure = (each.span.file, each.span.line, each.name) in missing
        if (each.name, each.span.file, sure) not in said:
            said.add((each.name, each.span.file, sure))
            yield undefined(each, sure)


def undefined(found: Unbound, sure: bool) -> Diagnostic:
    """Return that nothing defines a name: an error where the code runs for `sure`."""
    severity = Severity.ERROR if sure else Severity.WARNING
    message = f"undefined name `{found.name}`"
    help: str | None = f"import or define {found.name} above"
    if found.name in IMPORTED_FROM:
        home = IMPORTED_FROM[found.name]
        message += ": nothing imports it from prefect"
        help = f"write `from {home} import {found.name}` at the top of the file"
    elif found.near:
        message, help = f"{message}; did you mean `{found.near}`?", None
    elif not sure:
        message += ": the code fails when it gets there"
    return diagnose("FLC226", message, found.span, help=help, severity=severity)
