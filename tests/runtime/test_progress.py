"""Progress in a log: plain lines, few of them; and which way is chosen."""

import io
import os
import re
import threading
from typing import Any

import pytest
from flowc.runtime.reporting.live_display import BarWatcher
from flowc.runtime.reporting.progress import LogWatcher, SilentWatcher, make_watcher
from flowc.runtime.reporting.task_record import TaskRecord
from flowc.runtime.reporting.terminal import Screen

from .runs import flow_run, mapped, record
from .terminal import Terminal


@pytest.mark.parametrize(
    ("mode", "terminal", "environment", "expected"),
    [
        ("auto", True, {}, BarWatcher),
        ("auto", True, {"TERM": "dumb"}, LogWatcher),
        ("auto", True, {"CI": "true"}, LogWatcher),
        ("auto", True, {"CI": "false"}, BarWatcher),
        ("auto", False, {}, LogWatcher),
        ("bar", True, {"CI": "true"}, BarWatcher),
        ("bar", False, {}, LogWatcher),
        ("log", True, {}, LogWatcher),
        ("none", True, {}, SilentWatcher),
    ],
)
def test_the_watcher_fits_the_stream(
    mode: str,
    terminal: bool,
    environment: dict[str, str],
    expected: type,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("CI", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = Terminal() if terminal else io.StringIO()
    assert type(make_watcher(mode, stream)) is expected


class Clocked:
    """A log watcher, a clock that only the test moves, and what was written."""

    def __init__(self, *records: TaskRecord) -> None:
        self.now = 0.0
        self.stream = io.StringIO()
        self.watcher = LogWatcher(Screen(self.stream), lambda: self.now)
        self.watcher.begin("my-flow", {each.slug: each for each in records})
        self.lines()

    def lines(self) -> list[str]:
        """What was written since the last call, without the times."""
        written = self.stream.getvalue().splitlines()
        self.stream.seek(0)
        self.stream.truncate()
        assert all(re.match(r"\d\d:\d\d:\d\d ", line) for line in written)
        return [line[9:] for line in written]

    def tell(self, changed: TaskRecord, after: float = 0.0, **known: Any) -> list[str]:
        self.now += after
        for name, value in known.items():
            setattr(changed, name, value)
        self.watcher.changed(changed)
        return self.lines()


def test_a_task_is_told_once_when_it_has_finished() -> None:
    task = record("sum-1", None)
    log = Clocked(task)
    assert log.tell(task) == []
    assert log.tell(task, state="Success", started=1.0, finished=2.0) == [
        "sum-1: Success in 1.00 s"
    ]
    assert log.tell(task) == []


def test_a_failed_task_is_told_with_its_message() -> None:
    task = record("sum-1", None)
    told = Clocked(task).tell(task, state="Failed", message="what\nhappened")
    assert told == ["sum-1: Failed, what happened"]


def test_a_mapped_task_is_told_every_tenth() -> None:
    task = record("add-1", None, mapped=True, width=1000)
    log = Clocked(task)
    told = [log.tell(task, after=1.0, done=done) for done in range(0, 1000, 20)]
    lines = [line for lines in told for line in lines]
    assert lines == [f"add-1: {done} of 1,000 done" for done in range(100, 1000, 100)]


def test_a_fast_mapped_task_is_told_once_a_second_at_most() -> None:
    task = record("add-1", None, mapped=True, width=1000)
    log = Clocked(task)
    told = [log.tell(task, after=0.005, done=done) for done in range(0, 1000, 10)]
    assert sum(map(len, told)) == 0


def test_a_slow_mapped_task_is_told_every_30_seconds() -> None:
    task = record("add-1", None, mapped=True, width=10**6)
    log = Clocked(task)
    told = [log.tell(task, after=5.0, done=done) for done in range(1, 25)]
    assert sum(map(len, told)) == 4


def test_a_mapped_task_of_unknown_width_with_failures() -> None:
    task = record("add-1", None, mapped=True)
    log = Clocked(task)
    told = log.tell(task, after=30.0, done=1500, counts={"Failed": 2})
    assert told == ["add-1: 1,500 done, 2 failed"]


def test_a_mapped_task_at_its_end() -> None:
    done = mapped("add-1", {"Success": 98, "Failed": 2})
    told = Clocked(done).tell(done)
    assert told == ["add-1: Mapped in 1.50 s, 100 elements, 2 failed"]


def test_automatic_tasks_are_not_told_unless_they_fail() -> None:
    quiet, loud = record("List-1", auto=True), record("List-2", "Failed", auto=True)
    log = Clocked(quiet, loud, record("a-1", None))
    assert log.tell(quiet) == []
    assert log.tell(loud)[0].startswith("List-2: Failed")


def test_a_flow_of_automatic_tasks_only() -> None:
    quiet = record("List-1", auto=True)
    assert Clocked(quiet).tell(quiet) == []


def test_very_many_tasks_are_told_together() -> None:
    tasks = [record(f"t-{i}", None) for i in range(1000)]
    log = Clocked(*tasks)
    told = [log.tell(task, after=0.1, state="Success") for task in tasks]
    lines = [line for lines in told for line in lines]
    assert lines[0] == "100 of 1,000 tasks finished"
    assert len(lines) == 10


def test_very_many_tasks_of_which_one_fails() -> None:
    tasks = [record(f"t-{i}", None) for i in range(1000)]
    log = Clocked(*tasks)
    log.tell(tasks[0], state="Success")
    assert log.tell(tasks[1], state="Failed", message="m") == ["t-1: Failed, m"]


def test_the_end() -> None:
    log = Clocked(record("a-1"))
    log.watcher.end(flow_run(record("a-1"), state="Failed"))
    assert log.lines() == ['Flow "my-flow": Failed']
    log.watcher.end(None)
    assert log.lines() == []


def test_changes_told_by_many_threads() -> None:
    tasks = [record(f"t-{i}", "Success") for i in range(20)]
    log = Clocked(*tasks)
    threads = [
        threading.Thread(target=log.watcher.changed, args=(task,))
        for task in tasks
        for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = sorted(line.split(":")[0] for line in log.lines())
    assert lines == sorted(task.slug for task in tasks)


def test_a_reader_that_went_away_does_not_stop_the_run() -> None:
    reader, writer = os.pipe()
    stream = os.fdopen(writer, "w")
    watcher = make_watcher("log", stream)
    os.close(reader)
    watcher.begin("my-flow", {})
    watcher.end(None)
    with pytest.raises(BrokenPipeError):
        stream.close()


def test_nothing_is_written_where_nothing_is_wanted() -> None:
    stream = io.StringIO()
    watcher = make_watcher("none", stream)
    task = record("a-1")
    watcher.begin("my-flow", {"a-1": task})
    watcher.changed(task)
    watcher.end(flow_run(task))
    assert stream.getvalue() == ""
