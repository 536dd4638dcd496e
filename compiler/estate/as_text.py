"""An estate as text for a terminal."""

from collections.abc import Iterator
from itertools import groupby

from ..diagnostics.excerpt import printable
from .rows import CodeCount, Estate, Outcome, Row
from .totals import (
    code_totals,
    files_with_flows,
    lowered,
    outcomes,
    package_totals,
)

_WIDEST_NAME = 40
_VERBS = {
    Outcome.COMPILES: "compile",
    Outcome.WARNED: "compile with warnings",
    Outcome.REFUSED: "are refused",
}


def as_text(estate: Estate) -> str:
    """Each file with its flows, then what is true of all."""
    parts = [*_files(estate), summary(estate), *_codes(estate), *_packages(estate)]
    return "\n".join(parts) + "\n"


def summary(estate: Estate) -> str:
    """How many files and flows there are, and how the flows compile."""
    files = f"{counted(estate.files, 'file')}, {files_with_flows(estate)} with flows"
    found = outcomes(estate)
    parts = [f"{found[each]} {_VERBS[each]}" for each in Outcome if found[each]]
    flows = counted(len(estate.rows), "flow")
    if parts:
        parts.append(f"{lowered(estate)} lowered")
    return f"{files}; {flows}{': ' if parts else ''}{', '.join(parts)}"


def counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'s' * (number != 1)}"


def codes_of(codes: tuple[CodeCount, ...]) -> str:
    """The codes of a flow in a line, with their number where it is not one."""
    return ", ".join(
        f"{each.code} x{each.count}" if each.count > 1 else each.code for each in codes
    )


def name_of(row: Row) -> str:
    return row.flow or row.variable or "-"


def _files(estate: Estate) -> Iterator[str]:
    width = max((len(printable(name_of(row))) for row in estate.rows), default=0)
    for path, rows in groupby(estate.rows, key=lambda row: row.path):
        yield printable(path)
        for row in rows:
            yield from _flow(row, min(width, _WIDEST_NAME))
        yield ""


def _flow(row: Row, width: int) -> Iterator[str]:
    widest = max(len(each.value) for each in Outcome)
    name = printable(name_of(row))
    line = f"  {name:<{width}}  {row.outcome.value:<{widest}}  {codes_of(row.codes)}"
    yield line.rstrip()
    if row.reason:
        yield f"      {printable(row.reason)}"
    for place in row.left:
        yield f"      not lowered: {printable(place)}"
    if row.needs:
        yield f"      needs {', '.join(row.needs)}"


def _codes(estate: Estate) -> Iterator[str]:
    totals = code_totals(estate)
    if totals:
        yield "\nCodes"
    for each in totals:
        flows, times = counted(each.flows, "flow"), counted(each.times, "time")
        where = f"{flows:>9}, {times:>9}"
        yield f"  {each.code}  {each.severity:<7}  {where}  {each.title}"


def _packages(estate: Estate) -> Iterator[str]:
    totals = package_totals(estate)
    if totals:
        yield "\nPackages, besides dask and distributed"
    for each in totals:
        yield f"  {counted(each.flows, 'flow'):>9}  {each.package}"
