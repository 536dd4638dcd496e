"""The live block: what it shows, and what stays of lines printed meanwhile."""

import contextlib
import logging
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from flowc.runtime.reporting.live_display import BarWatcher, fitting_records
from flowc.runtime.reporting.terminal import Screen

from .runs import flow_run, mapped, record
from .terminal import Terminal


@pytest.fixture(autouse=True)
def no_colour_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "TERM", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")


class Bar:
    """A watcher on a small terminal whose drawing thread does not run."""

    def __init__(self, *records: Any, columns: int = 80, height: int = 24) -> None:
        self.terminal = Terminal(columns)
        self.screen = Screen(self.terminal)
        self.screen.size = lambda: (columns, height)  # type: ignore[method-assign]
        self.watcher = BarWatcher(self.screen)
        self.watcher.records = list(records)
        self.watcher.flow_name = "my-flow"
        self.watcher.began = time.monotonic()

    def draw(self) -> list[str]:
        self.watcher.draw()
        return self.terminal.shown()


def test_the_block_is_redrawn_in_place() -> None:
    add, total = record("add-1", None, mapped=True, width=100), record("sum-1", None)
    bar = Bar(record("range-1"), record("List-1", auto=True), add, total)
    assert bar.draw() == [
        "my-flow  1/3 tasks  0:00",
        "  ✓ range-1",
        "  · add-1     ░░░░░░░░░░░░░░░░░░░░  0/100",
        "  · sum-1",
    ]
    add.done, add.counts = 50, {"Success": 48, "Failed": 2}
    assert bar.draw()[2] == "  ▸ add-1     ██████████░░░░░░░░░░  50/100  2 failed"
    add.done, add.state, total.state = 100, "Mapped", "TriggerFailed"
    assert bar.draw() == [
        "my-flow  3/3 tasks  0:00",
        "  ✓ range-1",
        "  ✗ add-1     ████████████████████  100/100  2 failed",
        "  ✗ sum-1     TriggerFailed",
    ]
    assert bar.terminal.highest == 5


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        (record("a-1", None, mapped=True, done=70), "  ▸ a-1       70"),
        (record("a-1", None, mapped=True), "  · a-1"),
        (record("a-1", None, started=1.0), "  ▸ a-1"),
        (record("a-1", "Skipped"), "  · a-1       Skipped"),
        (record("a-1", "Cached"), "  ✓ a-1       Cached"),
        (record("a-1", "Failed", mapped=True, width=5), "  ✗ a-1       Failed"),
        (mapped("a-1", {}), "  ✓ a-1       ████████████████████  0/0"),
        (record("\x1b[2J\n-1"), "  ✓ ?[2J -1"),
        (record("a" * 100), "  ✓ " + "a" * 34 + "..."),
    ],
)
def test_the_line_of_a_task(shown: Any, line: str) -> None:
    assert Bar(shown).draw()[1] == line


def test_a_narrow_terminal() -> None:
    task = record("a" * 30, None, mapped=True, width=100, done=5)
    shown = Bar(task, columns=30).draw()
    assert shown == ["my-flow  0/1 tasks  0:00", "  ▸ aaaaa...  5/100"]


def test_more_tasks_than_lines() -> None:
    finished = [record(f"f-{i}") for i in range(50)]
    failed = [record("bad-1", "Failed")]
    running = [record("run-1", None, mapped=True, done=1)]
    waiting = [record(f"w-{i}", None) for i in range(50)]
    shown = Bar(*finished, *failed, *running, *waiting, height=8).draw()
    assert shown == [
        "my-flow  51/102 tasks  0:00",
        "  ✗ bad-1     Failed",
        "  ▸ run-1     1",
        "  · w-0",
        "  · w-1",
        "  · w-2",
        "    and 50 finished, 47 to come",
    ]


@pytest.mark.parametrize("room", range(1, 6))
def test_the_block_never_gets_higher_than_its_room(room: int) -> None:
    kept, rest = fitting_records([record(f"t-{i}") for i in range(10)], room)
    assert len(kept) + bool(rest) <= room
    assert rest == f"and {10 - len(kept)} finished"


def test_a_terminal_made_narrower_wraps_what_was_drawn() -> None:
    bar = Bar(record("t" * 30), columns=80)
    bar.draw()
    assert bar.watcher.back(80) == "\x1b[2A"
    assert bar.watcher.back(20) == "\x1b[4A"


@contextlib.contextmanager
def live_terminal() -> Iterator[tuple[BarWatcher, Terminal]]:
    """A watcher that draws by itself on the terminal that stdout and stderr are."""
    terminal = Terminal()
    with contextlib.redirect_stdout(terminal), contextlib.redirect_stderr(terminal):
        watcher = BarWatcher(Screen(terminal))
        yield watcher, terminal
        watcher.end(None)


def wait_for(condition: Any) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_change_is_drawn_without_being_told() -> None:
    with live_terminal() as (watcher, terminal):
        task = record("sum-1", None)
        watcher.begin("my-flow", {"sum-1": task})
        wait_for(lambda: terminal.shown()[-1] == "  · sum-1")
        task.state = "Success"
        wait_for(lambda: terminal.shown()[-1] == "  ✓ sum-1")


def test_the_block_is_not_written_again_without_a_change() -> None:
    bar = Bar(record("a-1"))
    bar.draw()
    bar.watcher.began = time.monotonic()
    written: list[str] = []
    bar.terminal.write = written.append  # type: ignore[method-assign,assignment]
    bar.watcher.draw()
    assert written == []


def test_printed_lines_stand_above_the_block() -> None:
    with live_terminal() as (watcher, terminal):
        task = record("sum-1", None)
        watcher.begin("my-flow", {"sum-1": task})
        wait_for(lambda: len(terminal.shown()) == 2)
        print("one", "two")
        print("half ", end="", flush=True)
        wait_for(lambda: len(terminal.shown()) == 3)
        print("a line\nlast", end="", file=sys.stderr)
        print("line", file=sys.stdout)
        watcher.end(None)
        assert terminal.shown()[:-2] == ["one two", "a line", "half line", "last"]
        assert terminal.shown()[-1] == "  · sum-1"


def test_logged_lines_stand_above_the_block() -> None:
    with live_terminal() as (watcher, terminal):
        handler = logging.StreamHandler(sys.stderr)
        logger = logging.getLogger("flowc-test-of-the-block")
        logger.propagate = False
        logger.addHandler(handler)
        watcher.begin("my-flow", {"sum-1": record("sum-1")})
        wait_for(lambda: len(terminal.shown()) == 2)
        logger.warning("a warning")
        watcher.end(None)
        assert terminal.shown()[0] == "a warning"
        assert len(terminal.shown()) == 3
        assert handler.stream is terminal
        logger.removeHandler(handler)


def test_the_end_leaves_the_picture_and_the_streams() -> None:
    with live_terminal() as (watcher, terminal):
        task = record("sum-1", None)
        watcher.begin("my-flow", {"sum-1": task})
        assert sys.stdout is not terminal
        task.state = "Success"
        watcher.end(flow_run(task))
        assert sys.stdout is terminal and sys.stderr is terminal
        print("after")
        assert terminal.shown()[-2:] == ["  ✓ sum-1", "after"]
        watcher.end(None)
        assert terminal.shown()[-1] == "after"


def test_the_drawing_thread_ends() -> None:
    with live_terminal() as (watcher, _):
        before = threading.active_count()
        watcher.begin("my-flow", {})
        assert threading.active_count() == before + 1
        watcher.end(None)
        assert threading.active_count() == before


def test_many_threads_print_at_once() -> None:
    with live_terminal() as (watcher, terminal):
        watcher.begin("my-flow", {"sum-1": record("sum-1")})

        def prints(number: int) -> None:
            for line in range(20):
                sys.stdout.write(f"{number}:{line}\n")
                time.sleep(0.002)

        threads = [threading.Thread(target=prints, args=(i,)) for i in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        watcher.end(None)
        shown = terminal.shown()
        assert sorted(shown[:-2]) == sorted(
            f"{i}:{k}" for i in range(5) for k in range(20)
        )
        assert shown[-1] == "  ✓ sum-1"


def test_a_second_run_begins_below() -> None:
    with live_terminal() as (watcher, terminal):
        for name in ("one", "two"):
            watcher.begin(name, {"sum-1": record("sum-1")})
            watcher.end(None)
        assert [line.split()[0] for line in terminal.shown()] == [
            "one",
            "✓",
            "two",
            "✓",
        ]
