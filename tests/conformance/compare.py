"""Compare what a script did with what Prefect did, less the known differences."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.conformance.case import Case, summary
from tests.conformance.limits import ABSENT, ANYTHING, Difference
from tests.conformance.runner import Done

REFUSALS = (1, 2)  # exit codes


def compare(
    case: Case,
    done: Done,
    *tables: Mapping[str, Difference],
    seen: Callable[[Any], Any] = lambda entry: entry,
) -> None:
    """Compare each run's report, or its refusal, with Prefect's record.

    What a table says must be so: a difference that goes away fails the test. Of each
    task's entry that is compared which is `seen`.
    """
    known = [table[case.name] for table in tables if case.name in table]
    assert len(done.codes) == len(case.expected["runs"])
    for n, run in enumerate(case.expected["runs"]):
        wanted = changed(summary(run), [each.of_run(n) for each in known])
        if "error" in wanted:
            compare_refusal(wanted["error"], done, n)
        else:
            compare_run(wanted, done, n, seen)


def changed(
    recorded: dict[str, Any], differences: list[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the summary of a run with what flowc makes of it instead."""
    wanted = dict(recorded)
    for instead in differences:
        for slug, new in instead.items():
            merge = isinstance(new, dict) and isinstance(wanted.get(slug), dict)
            entry = {**wanted[slug], **new} if merge else new
            assert entry != wanted.get(slug), f"{slug}: not a difference"
            wanted[slug] = entry
    return {slug: entry for slug, entry in wanted.items() if entry is not ABSENT}


def compare_refusal(message: str, done: Done, n: int) -> None:
    assert done.reports[n] is None and done.codes[n] in REFUSALS, done.text
    assert message in done.text


def compare_run(
    wanted: dict[str, Any], done: Done, n: int, seen: Callable[[Any], Any]
) -> None:
    report = done.reports[n]
    assert report is not None, done.text
    written = summary(report)
    wrong = {
        slug: {"wanted": wanted.get(slug), "written": written.get(slug)}
        for slug in {**wanted, **written}
        if not alike(seen(wanted.get(slug)), seen(written.get(slug)))
    }
    assert not wrong, f"run {n} is not as recorded and as limits.py has it\n{done.text}"
    assert done.codes[n] == (0 if written["flow"][0] == "Success" else 1)


def alike(wanted: Any, written: Any) -> bool:
    """Tell whether they are equal, but for what `wanted` leaves open."""
    if isinstance(wanted, dict) and isinstance(written, dict):
        return wanted.keys() == written.keys() and all(
            alike(wanted[key], written[key]) for key in wanted
        )
    return bool(wanted in (ANYTHING, written))
