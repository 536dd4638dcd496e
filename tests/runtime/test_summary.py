"""The summary of a run: its state, a table of tasks, results, the first failure."""

import io
from typing import Any

import pytest
from flowc.runtime.reporting.summary import print_summary

from .runs import flow_run, mapped, record
from .terminal import Terminal

TRACEBACK = """\
Traceback (most recent call last):
  File "dask_flow.py", line 21, in add
    return 1 / x
ZeroDivisionError: division by zero
"""


@pytest.fixture(autouse=True)
def no_colour_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)


def summary(*records: Any, **known: Any) -> str:
    stream = io.StringIO()
    print_summary(flow_run(*records, **known), stream)
    return stream.getvalue()


def test_a_run_that_went_well() -> None:
    text = summary(
        record("Constant[range]-1", auto=True),
        mapped("add-1", {"Success": 1234}),
        record("sum-1", result="9900"),
    )
    assert text == (
        "Flow my-flow: Success in 2.25 s\n"
        "  All reference tasks succeeded.\n"
        "\n"
        "    Task   State          Time\n"
        "  ✓ add-1  Mapped       1.50 s  1,234 Success\n"
        "  ✓ sum-1  Success      1.50 s\n"
        "\n"
        "Result\n"
        "  sum-1 = 9900\n"
    )


def test_a_run_that_failed() -> None:
    text = summary(
        mapped("add-1", {"Failed": 2, "Success": 98}, traceback=TRACEBACK),
        record("left-1", "Skipped", message="not needed"),
        record("sum-1", "TriggerFailed", message="Trigger was not met."),
        record("late-1", None),
        state="Failed",
        message="Some reference tasks failed.",
        terminal=("sum-1",),
    )
    assert text == (
        "Flow my-flow: Failed in 2.25 s\n"
        "  Some reference tasks failed.\n"
        "\n"
        "    Task    State                Time\n"
        "  ✗ add-1   Mapped             1.50 s  98 Success, 2 Failed\n"
        "  · left-1  Skipped            1.50 s  not needed\n"
        "  ✗ sum-1   TriggerFailed      1.50 s  Trigger was not met.\n"
        "  · late-1  Pending\n"
        "\n"
        "First failure: add-1[0]\n"
        "  Traceback (most recent call last):\n"
        '    File "dask_flow.py", line 21, in add\n'
        "      return 1 / x\n"
        "  ZeroDivisionError: division by zero\n"
    )


def test_the_first_failure_is_the_earliest_of_its_own() -> None:
    text = summary(
        record("a-1", "TriggerFailed", message="ma", finished=1.0),
        record("b-1", "Failed", message="mb", traceback="TB\n", finished=9.0),
        record("c-1", "Failed", message="mc", traceback="TC\n", finished=8.0),
    )
    assert "First failure: c-1\n  TC\n" in text
    assert "TB" not in text


def test_a_failure_without_a_traceback_says_its_message() -> None:
    text = summary(record("a-1", "Failed", message="The worker was lost."))
    assert "First failure: a-1\n  The worker was lost.\n" in text


def test_the_failing_child_is_named_not_one_that_follows() -> None:
    task = mapped("a-1", {"TriggerFailed": 2, "Failed": 1}, traceback="T")
    assert "First failure: a-1[2]\n  T\n" in summary(task)


def test_a_mapped_task_without_elements() -> None:
    assert "Mapped      1.50 s  no elements\n" in summary(mapped("a-1", {}))


def test_results_are_a_line_each() -> None:
    long, lines = "x" * 5000, "[1,\n 2]"
    text = summary(
        record("a-1", result=long),
        record("b-1", result=lines),
        record("c-1", "Failed", result="ValueError()"),
        terminal=("a-1", "b-1", "c-1"),
    )
    results = text.partition("Results\n")[2].split("\n")
    assert results[0].startswith("  a-1 = xxx") and results[0].endswith("...")
    assert len(results[0]) == 99
    assert results[1:3] == ["  b-1 = [1, 2]", ""]
    assert "ValueError()" not in text


def test_automatic_tasks_show_when_something_happened_to_them() -> None:
    text = summary(
        record("List-1", auto=True),
        record("Tuple-1", "Skipped", auto=True),
        record("Dict-1", "Failed", auto=True),
        record("sum-1"),
    )
    assert "List-1" not in text
    assert "· Tuple-1" in text and "✗ Dict-1" in text


def test_of_very_many_tasks_those_that_did_not_succeed() -> None:
    many = [
        record(f"t-{i}", "Failed" if i % 100 == 50 else "Success") for i in range(500)
    ]
    text = summary(*many)
    table = text.partition("Time\n")[2].partition("\n\n")[0].split("\n")
    assert [row.split()[1] for row in table[:-1]] == [
        f"t-{i}50" for i in ("", 1, 2, 3, 4)
    ]
    assert table[-1] == "    ... and 495 more"


def test_of_very_many_tasks_that_all_succeeded_the_first() -> None:
    text = summary(*[record(f"t-{i}") for i in range(500)])
    table = text.partition("Time\n")[2].partition("\n\n")[0].split("\n")
    assert len(table) == 60
    assert table[-1] == "    ... and 441 more"


def test_what_would_steer_a_terminal_is_not_printed() -> None:
    text = summary(
        record(
            "a-\x1b[2J", "Failed", traceback="\x1b[31mred\x1b[0m\n\tx\n", message=""
        ),
        name="my\nflow\x1b",
    )
    assert "\x1b" not in text
    assert "?[31mred?[0m\n  \tx\n" in text


def test_a_stream_that_knows_ascii_only() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    print_summary(flow_run(record("é-1", result="✓"), record("b-1", "Failed")), stream)
    text = raw.getvalue().decode("ascii")
    assert "  + \\xe9-1" in text and "  x b-1" in text


def test_a_terminal_in_colour() -> None:
    terminal = Terminal(columns=200)
    print_summary(flow_run(record("a-1"), record("b-1", "Failed")), terminal)
    assert terminal.shown()[1] == "Flow my-flow: Success in 2.25 s"
    assert "  ✗ b-1   Failed       1.50 s  Task run succeeded." in terminal.shown()
