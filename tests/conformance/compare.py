"""Compare what a script did with what Prefect did, less the known differences."""

from collections.abc import Mapping
from typing import Any

from tests.conformance.case import Case, summary
from tests.conformance.limits import ABSENT, ANYTHING, Difference
from tests.conformance.runner import Done


def compare(case: Case, done: Done, differences: Mapping[str, Difference]) -> None:
    """Compare each run's report, or its refusal, with Prefect's record."""
    for n, run in enumerate(case.expected["runs"]):
        wanted = summary(run)
        compare_run(wanted, done, n)


def compare_run(wanted: dict[str, Any], done: Done, n: int) -> None:
    report, code = done.reports[n], done.codes[n]
    if "error" in wanted:
        assert code not in (0, 3, 4), done.text
        assert wanted["error"] in done.text
        assert report is None
        return
    assert report is not None, done.text
    written = summary(report)
    assert written == wanted, done.text
    assert code == (0 if written["flow"][0] == "Success" else 1)
