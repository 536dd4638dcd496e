"""An estate as JSON."""

import json
from dataclasses import asdict
from typing import Any

from ..version import VERSION
from .rows import Estate, Row
from .totals import (
    code_totals,
    files_with_flows,
    lowered,
    outcomes,
    package_totals,
)


def as_json(estate: Estate) -> str:
    """One object: the flows, and what is true of all."""
    told = {
        "flowc": VERSION,
        "files": estate.files,
        "files_with_flows": files_with_flows(estate),
        "outcomes": {each.value: n for each, n in outcomes(estate).items()},
        "lowered": lowered(estate),
        "flows": [_flow(row) for row in estate.rows],
        "codes": [asdict(each) for each in code_totals(estate)],
        "packages": [asdict(each) for each in package_totals(estate)],
    }
    return json.dumps(told, indent=2, ensure_ascii=True) + "\n"


def _flow(row: Row) -> dict[str, Any]:
    return {**asdict(row), "outcome": row.outcome.value, "lowered": row.lowered}
