"""The report of a run: its shape, its bounds, and the file that it is written to."""

import datetime
import json
import os
from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.reporting.report import report_of, write_report

from .runs import flow_run, mapped, record


def test_the_shape_of_a_report() -> None:
    run = flow_run(
        record("range-1", auto=True),
        mapped("add-1", {"Success": 2, "Failed": 1}, result="[0, 1, 2]", message="m"),
        record("sum-1", name="sum", result="9900"),
        parameters={"x": 1},
    )
    assert report_of(run) == {
        "flow": "my-flow",
        "run_id": "ab12cd34",
        "run_name": "my-flow-ab12cd34",
        "flow_state": "Success",
        "flow_message": "All reference tasks succeeded.",
        "scheduled": None,
        "started": "2026-03-01T12:00:00+00:00",
        "finished": "2026-03-01T12:00:02.250000+00:00",
        "parameters": {"x": 1},
        "tasks": {
            "range-1": {
                "name": "range",
                "state": "Success",
                "message": "Task run succeeded.",
                "result": "None",
            },
            "add-1": {
                "name": "add",
                "state": "Mapped",
                "message": "m",
                "result": "[0, 1, 2]",
                "counts": {"Success": 2, "Failed": 1},
                "children": [
                    {"state": "Success", "message": "m0", "result": "0"},
                    {"state": "Success", "message": "m1", "result": "1"},
                    {"state": "Failed", "message": "m2", "result": "2"},
                ],
            },
            "sum-1": {
                "name": "sum",
                "state": "Success",
                "message": "Task run succeeded.",
                "result": "9900",
            },
        },
    }
    assert list(report_of(run)["tasks"]) == ["range-1", "add-1", "sum-1"]


def entry(found: Any) -> Any:
    return report_of(flow_run(found))["tasks"][found.slug]


def test_children_come_in_order() -> None:
    task = mapped("a-1", {"Success": 30})
    task.children.reverse()
    results = [child["result"] for child in entry(task)["children"]]
    assert results == [str(i) for i in range(30)]


def test_a_thousand_children_are_reported_in_full() -> None:
    children = entry(mapped("a-1", {"Success": 998, "Failed": 2}))["children"]
    assert len(children) == 1000
    assert set(children[0]) == {"state", "message", "result"}


def test_of_more_children_those_that_failed() -> None:
    counts = {"Success": 999, "Skipped": 1, "TriggerFailed": 500, "Failed": 700}
    found = entry(mapped("a-1", counts))
    assert found["counts"] == counts
    assert len(found["children"]) == 1000
    assert found["children"][0] == {
        "index": 1000,
        "state": "TriggerFailed",
        "message": "m1000",
        "result": "1000",
    }


def test_a_mapped_task_without_children() -> None:
    assert entry(mapped("a-1", {}))["children"] == []
    failed = entry(record("a-1", "Failed", mapped=True))
    assert "children" not in failed and "counts" not in failed


def test_a_task_that_never_ran_is_pending() -> None:
    assert entry(record("a-1", None))["state"] == "Pending"


@pytest.mark.parametrize(
    ("value", "reported"),
    [
        ({"a": [1, 2.5, None, "x"]}, {"a": [1, 2.5, None, "x"]}),
        ((1, 2), [1, 2]),
        (datetime.date(2026, 1, 2), "datetime.date(2026, 1, 2)"),
        (float("nan"), "nan"),
        ({(1, 2): 3}, "{(1, 2): 3}"),
        ([{1, 2}], "[{1, 2}]"),
    ],
)
def test_parameters_are_json_or_their_preview(value: Any, reported: Any) -> None:
    run = flow_run(record("a-1"), parameters={"p": value})
    assert report_of(run)["parameters"] == {"p": reported}


def test_times_have_an_offset() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=2))
    moment = datetime.datetime(2026, 3, 1, 9, 30, tzinfo=zone)
    naive = datetime.datetime(2026, 3, 1, 9, 30)
    found = report_of(flow_run(record("a-1"), scheduled=moment, started=naive))
    assert found["scheduled"] == "2026-03-01T09:30:00+02:00"
    assert datetime.datetime.fromisoformat(found["started"]).tzinfo is not None


def test_the_file_holds_the_report(tmp_path: Path) -> None:
    run = flow_run(record("a-1", result="'\ud800 é'"), name="a/b flow")
    path = write_report(run, str(tmp_path / "{flow}-{run_id}-{x}.json"))
    assert path == str(tmp_path / "a_b_flow-ab12cd34-{x}.json")
    assert os.listdir(tmp_path) == [Path(path).name]
    assert json.loads(Path(path).read_bytes()) == report_of(run)
    assert "é" in Path(path).read_text("utf-8")


def test_the_latest_run_replaces_the_one_before(tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    real.write_text("old")
    (tmp_path / "link.json").symlink_to(real)
    write_report(flow_run(record("a-1")), str(tmp_path / "link.json"))
    assert json.loads(real.read_text())["flow"] == "my-flow"
    assert (tmp_path / "link.json").is_symlink()


def test_a_refused_report_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.json"
    path.write_text("old")

    def refuse(*_: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        write_report(flow_run(record("a-1")), str(path))
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["report.json"]


def test_no_folders_are_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_report(flow_run(record("a-1")), str(tmp_path / "no" / "report.json"))
    with pytest.raises(IsADirectoryError):
        write_report(flow_run(record("a-1")), str(tmp_path))
    assert os.listdir(tmp_path) == []


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    write_report(flow_run(record("a-1")), str(path))
    assert json.loads(os.read(reader, 100_000))["flow"] == "my-flow"
    os.close(reader)
