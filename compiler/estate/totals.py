"""Sums over an estate: outcomes, codes, packages."""

from collections import Counter
from dataclasses import dataclass

from ..diagnostics import CODES, Severity
from .rows import Estate, Outcome


@dataclass(frozen=True)
class CodeTotal:
    """A code over all flows: in how many it is said, and how often in all of them."""

    code: str
    severity: str
    title: str
    flows: int
    times: int


@dataclass(frozen=True)
class PackageTotal:
    """A package, and how many flows need it."""

    package: str
    flows: int


def files_with_flows(estate: Estate) -> int:
    return len({row.path for row in estate.rows})


def outcomes(estate: Estate) -> dict[Outcome, int]:
    """How many flows have each outcome, the best first."""
    found = Counter(row.outcome for row in estate.rows)
    return {outcome: found[outcome] for outcome in Outcome}


def lowered(estate: Estate) -> int:
    """How many flows have scripts that call every task through `delayed`."""
    return sum(row.lowered for row in estate.rows)


def code_totals(estate: Estate) -> list[CodeTotal]:
    """Every code that is said, the worst and most frequent first."""
    flows: Counter[tuple[str, str]] = Counter()
    times: Counter[tuple[str, str]] = Counter()
    for row in estate.rows:
        for said in row.codes:
            flows[said.severity, said.code] += 1
            times[said.severity, said.code] += said.count
    keys = sorted(flows, key=lambda key: (Severity(key[0]), -flows[key], key[1]))
    return [
        CodeTotal(code, severity, CODES[code].title, flows[key], times[key])
        for key in keys
        for severity, code in [key]
    ]


def package_totals(estate: Estate) -> list[PackageTotal]:
    """Every package that a flow needs, the most frequent first."""
    found = Counter(name for row in estate.rows for name in row.needs)
    names = sorted(found, key=lambda name: (-found[name], name))
    return [PackageTotal(name, found[name]) for name in names]
