"""An estate as a table of comma-separated values, a line for each flow."""

import csv
import io

from .rows import Estate, Row

COLUMNS = ("path", "flow", "variable", "outcome", "codes", "needs", "reason", "left")


def as_csv(estate: Estate) -> str:
    """A heading and the flows; codes as `CODE:NUMBER`, several with blanks between."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in estate.rows)
    return stream.getvalue()


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.path,
        row.flow,
        row.variable,
        row.outcome.value,
        " ".join(f"{each.code}:{each.count}" for each in row.codes),
        " ".join(row.needs),
        row.reason,
        " ".join(row.left),
    )
