"""An estate as Markdown, for a page or an issue."""

import re
from collections.abc import Iterable, Iterator

from ..diagnostics.excerpt import printable
from .as_text import codes_of, name_of, summary
from .rows import Estate, Row
from .totals import code_totals, package_totals


def as_markdown(estate: Estate) -> str:
    """A sentence, and tables of the flows, the codes and the packages."""
    parts = [f"{summary(estate)}.\n"]
    parts += _table(
        ("file", "flow", "outcome", "codes", "needs", "why"), map(_flow, estate.rows)
    )
    codes = (
        (each.code, each.severity, str(each.flows), str(each.times), each.title)
        for each in code_totals(estate)
    )
    parts += _table(("code", "severity", "flows", "times", "meaning"), codes)
    packages = ((each.package, str(each.flows)) for each in package_totals(estate))
    parts += _table(("package, besides dask and distributed", "flows"), packages)
    return "\n".join(parts)


def _flow(row: Row) -> tuple[str, ...]:
    needs, codes = ", ".join(row.needs), codes_of(row.codes)
    why = "; ".join(filter(None, [row.reason, *row.left]))
    return (row.path, name_of(row), row.outcome.value, codes, needs, why)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The lines of a table; of an empty one, none."""
    lines = [f"| {' | '.join(map(_cell, row))} |" for row in rows]
    if lines:
        yield f"| {' | '.join(head)} |"
        yield "|---" * len(head) + "|"
        yield from lines
        yield ""


def _cell(text: str) -> str:
    """Text of which Markdown and HTML make nothing else."""
    plain = printable(text).replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\`*_|\[\]])", r"\\\1", plain)
