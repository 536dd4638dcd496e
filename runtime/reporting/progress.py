"""Progress of a run while it goes on: a live block, plain lines, or nothing."""

import datetime
import os
import threading
import time
from typing import Any, Callable, Optional

from .live_display import BarWatcher
from .task_record import TaskRecord
from .terminal import Screen, on_one_line, spelt_seconds

MANY_TASKS = 30
LOG_STEPS = 10
LOG_SECONDS = 30.0
LOG_GAP = 1.0


def make_watcher(mode: str, stream: Any) -> Any:
    """Return what shows a run's progress on `stream`.

    `mode` is "bar", "log", "none", or "auto": a live block on a terminal that can
    show one, else lines of a log. What cannot show a block gets the log.
    """
    screen = Screen(stream)
    if mode == "none":
        return SilentWatcher()
    drawable = screen.tty and (os.name != "nt" or "WT_SESSION" in os.environ)
    if mode == "auto" and os.environ.get("CI", "").lower() not in ("", "0", "false"):
        drawable = False
    return BarWatcher(screen) if drawable and mode != "log" else LogWatcher(screen)


class SilentWatcher:
    """Shows nothing."""

    def begin(self, flow_name: str, records: dict[str, TaskRecord]) -> None:
        """The run begins."""

    def changed(self, record: TaskRecord) -> None:
        """A task has got further."""

    def renamed(self, run_name: str) -> None:
        """A task has named the run."""

    def end(self, flow_run: Any = None) -> None:
        """The run is over; `flow_run` is None where it broke off."""


class LogWatcher(SilentWatcher):
    """Writes a line now and then: a task finished, a mapped one is 10 % further.

    A flow of very many tasks has lines of its own failures and of the flow's
    progress as a whole instead.
    """

    def __init__(
        self, screen: Screen, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.screen = screen
        self.clock = clock
        self.lock = threading.Lock()
        self.records: dict[str, TaskRecord] = {}
        self.told: dict[str, tuple[float, float]] = {}
        self.over: set[str] = set()
        self.total = 0

    def begin(self, flow_name: str, records: dict[str, TaskRecord]) -> None:
        """Say that the flow has started."""
        self.records, self.over, self.told = records, set(), {}
        self.total = sum(not record.auto for record in records.values())
        self.told = {slug: (0.0, self.clock()) for slug in ["", *records]}
        name = on_one_line(flow_name, 200)
        self.say(f'Flow "{name}" has started: {self.total:,} tasks')

    def changed(self, record: TaskRecord) -> None:
        """Write a line if this is news enough."""
        with self.lock:
            line = self.line_of(record)
            if line:
                self.say(line)

    def renamed(self, run_name: str) -> None:
        """Say what the run is called from now on."""
        with self.lock:
            self.say(f'The run is now named "{on_one_line(run_name, 200)}"')

    def end(self, flow_run: Any = None) -> None:
        """Say how the flow ended."""
        if flow_run is not None:
            self.say(f'Flow "{on_one_line(flow_run.name, 200)}": {flow_run.state}')

    def line_of(self, record: TaskRecord) -> Optional[str]:
        """Return the line that a change is worth, or None."""
        if record.state is None:
            return self.line_of_elements(record)
        if record.slug in self.over or (record.auto and not record.failures()):
            return None
        self.over.add(record.slug)
        if self.total <= MANY_TASKS or record.failures():
            return finished_line(record)
        if self.is_due("", len(self.over) / self.total):
            return f"{len(self.over):,} of {self.total:,} tasks finished"
        return None

    def line_of_elements(self, record: TaskRecord) -> Optional[str]:
        """Return the line of a mapped task under way, if it is time for one."""
        part = record.done / record.width if record.width else 0.0
        if not record.done or not self.is_due(record.slug, part):
            return None
        of = f" of {record.width:,}" if record.width else ""
        failed = record.failures()
        return f"{shown_slug(record)}: {record.done:,}{of} done" + (
            f", {failed:,} failed" if failed else ""
        )

    def is_due(self, slug: str, part: float) -> bool:
        """Tell whether there is something to say again: 10 % more, or 30 s later."""
        last, moment = self.told[slug]
        waited = self.clock() - moment
        further = int(part * LOG_STEPS) > int(last * LOG_STEPS)
        if waited < (LOG_GAP if further else LOG_SECONDS):
            return False
        self.told[slug] = (part, self.clock())
        return True

    def say(self, line: str) -> None:
        """Write a line with the time of day."""
        self.screen.write(f"{datetime.datetime.now():%H:%M:%S} {line}\n")


def shown_slug(record: TaskRecord) -> str:
    return on_one_line(record.slug, 100)


def finished_line(record: TaskRecord) -> str:
    """Return the line that says how a task ended."""
    line = f"{shown_slug(record)}: {record.state}"
    if record.started is not None and record.finished is not None:
        line += f" in {spelt_seconds(record.finished - record.started)}"
    if record.width is not None:
        failed = record.failures()
        line += f", {record.width:,} elements" + (
            f", {failed:,} failed" if failed else ""
        )
    elif record.failures() and record.message:
        line += f", {on_one_line(record.message, 200)}"
    return line
