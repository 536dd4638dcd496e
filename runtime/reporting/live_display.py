"""The live block on a terminal: a line for each task, redrawn in place."""

import logging
import sys
import threading
import time
from typing import Any, Optional

from .task_record import TaskRecord
from .terminal import Screen, columns_of, on_one_line, padded

DRAW_SECONDS = 0.1
BAR_CELLS = 20


class BarWatcher:
    """Draws a run's tasks, at most ten times a second, from a thread of its own.

    While it shows, whole lines printed to the same terminal, or logged to it, appear
    above the block.
    """

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.lock = threading.RLock()
        self.wake = threading.Event()
        self.records: list[TaskRecord] = []
        self.flow_name = ""
        self.run_name = ""
        self.began = 0.0
        self.drawn: list[int] = []
        self.shown: list[tuple[str, int]] = []
        self.asides: list[Aside] = []
        self.drawn_at = 0.0
        self.drawer: Optional[threading.Thread] = None

    def begin(self, flow_name: str, records: dict[str, TaskRecord]) -> None:
        """Start to draw."""
        self.flow_name, self.records = flow_name, list(records.values())
        self.run_name = ""
        self.began, self.drawn = time.monotonic(), []
        self.wake.clear()
        self.asides = put_aside(self)
        self.drawer = threading.Thread(target=self.keep_drawing, daemon=True)
        self.drawer.start()

    def changed(self, record: TaskRecord) -> None:
        """Nothing: the drawing thread looks by itself."""

    def renamed(self, run_name: str) -> None:
        """Have the headline show the run's name."""
        self.run_name = f', run "{run_name}"'

    def end(self, flow_run: Any = None) -> None:
        """Draw once more and leave the picture; `flow_run` None: it broke off."""
        self.wake.set()
        if self.drawer is None:
            return
        self.drawer.join()
        self.drawer = None
        for aside in self.asides:
            aside.restore()
        with self.lock:
            self.draw()
            self.drawn = []

    def keep_drawing(self) -> None:
        """Draw until the run is over."""
        while not self.wake.wait(DRAW_SECONDS):
            with self.lock:
                self.draw()

    def draw(self) -> None:
        """Replace the block on the screen by what it is now."""
        columns, height = self.screen.size()
        lines = self.block(columns - 1, height - 1)
        if lines == self.shown and self.drawn:
            return
        text = "".join(f"\r{painted}\x1b[K\n" for painted, _ in lines)
        self.screen.write(self.back(columns) + text + "\x1b[J")
        self.drawn, self.shown = [width for _, width in lines], lines
        self.drawn_at = time.monotonic()

    def erase(self) -> None:
        """Take the block off the screen."""
        if self.drawn:
            back = self.back(self.screen.size()[0])
            rows = int(back[2:-1])
            self.screen.write(f"{back}\r" + "\x1b[K\n" * rows + back)
            self.drawn = []

    def write_above(self, stream: Any, text: str) -> None:
        """Write whole lines to a stream of the same terminal, above the block."""
        self.erase()
        stream.write(text)
        stream.flush()
        if time.monotonic() - self.drawn_at > DRAW_SECONDS and self.drawer is not None:
            self.draw()

    def back(self, columns: int) -> str:
        """Return what moves to the block's first line, wrapped lines counted."""
        rows = sum(max(-(-width // columns), 1) for width in self.drawn)
        return f"\x1b[{rows}A" if rows else ""

    def block(self, columns: int, height: int) -> list[tuple[str, int]]:
        """Return the block's lines and how many columns each takes."""
        shown = [record for record in self.records if is_drawn(record)]
        kept, rest = fitting_records(shown, max(height - 1, 1))
        names = max([columns_of(record.slug) for record in kept], default=0)
        names = max(min(names, columns - 42), 8)
        lines = [self.headline(shown, columns)]
        lines += [self.line_of(record, names, columns) for record in kept]
        if rest:
            lines.append(self.dim(f"    {rest}", columns))
        return lines

    def headline(self, shown: list[TaskRecord], columns: int) -> tuple[str, int]:
        """Return the line of the flow: how many tasks are finished, and the time."""
        finished = sum(record.state is not None for record in shown)
        minutes, seconds = divmod(int(time.monotonic() - self.began), 60)
        tail = f"  {finished}/{len(shown)} tasks  {minutes}:{seconds:02}"
        title = on_one_line(self.flow_name + self.run_name, max(columns - len(tail), 8))
        text = on_one_line(title + tail, columns)
        return self.screen.paint(text, "bold"), columns_of(text)

    def dim(self, text: str, columns: int) -> tuple[str, int]:
        text = on_one_line(text, columns)
        return self.screen.paint(text, "dim"), columns_of(text)

    def line_of(self, record: TaskRecord, names: int, columns: int) -> tuple[str, int]:
        """Return the line of one task: mark, slug, bar, counts."""
        mark, colour = mark_of(record)
        name = padded(on_one_line(record.slug, names), names)
        bar = min(BAR_CELLS, columns - names - 32)
        rest = on_one_line(f"{name}  {counts_of(record, bar)}", columns - 4)
        spelt = self.screen.spelt(f"  {mark} {rest}")
        return self.screen.paint(spelt[:4], colour) + spelt[4:], columns_of(spelt)


def is_drawn(record: TaskRecord) -> bool:
    """Leave out what no line of the flow names, unless it failed."""
    return not record.auto or bool(record.failures())


def is_running(record: TaskRecord) -> bool:
    return record.state is None and (record.done > 0 or record.started is not None)


def mark_of(record: TaskRecord) -> tuple[str, str]:
    """Return the mark of a task's state and its colour."""
    if record.failures():
        return ("✗" if record.state else "▸"), "red"
    if record.state is not None:
        return ("·", "yellow") if record.state == "Skipped" else ("✓", "green")
    return ("▸", "cyan") if is_running(record) else ("·", "dim")


def counts_of(record: TaskRecord, bar: int) -> str:
    """Return a mapped task's bar and counts, or the state of one that is not."""
    if not record.mapped or (record.state and record.state != "Mapped"):
        return "" if record.state in (None, "Success") else str(record.state)
    failed = f"  {record.failures():,} failed" if record.failures() else ""
    if record.width is None:
        return f"{record.done:,}{failed}" if record.done else ""
    part = min(record.done / record.width, 1.0) if record.width else 1.0
    filled = int(part * max(bar, 0))
    drawing = "█" * filled + "░" * (bar - filled) + "  "
    counts = f"{record.done:,}/{record.width:,}{failed}"
    return (drawing if bar > 3 else "") + counts


def fitting_records(
    records: list[TaskRecord], room: int
) -> tuple[list[TaskRecord], str]:
    """Return the tasks that fit, those under way first, and a text for the others."""
    if len(records) <= room:
        return records, ""
    ranks = [rank_of(record) for record in records]
    order = sorted(range(len(records)), key=lambda number: (ranks[number], number))
    kept = sorted(order[: max(room - 1, 0)])
    hidden = [records[number] for number in order[max(room - 1, 0) :]]
    finished = sum(record.state is not None for record in hidden)
    parts = [(finished, "finished"), (len(hidden) - finished, "to come")]
    text = ", ".join(f"{number:,} {what}" for number, what in parts if number)
    return [records[number] for number in kept], "and " + text


def rank_of(record: TaskRecord) -> int:
    """Return how soon a task is left out: last if it is running or failed."""
    if is_running(record):
        return 0
    if record.failures():
        return 1
    return 2 if record.state is None else 3


class Aside:
    """Stands for a stream of the same terminal and keeps its lines off the block."""

    def __init__(self, name: str, stream: Any, watcher: BarWatcher) -> None:
        self.name = name
        self.stream = stream
        self.watcher = watcher
        self.kept = ""
        self.handlers: list[Any] = []

    def write(self, text: str) -> int:
        """Write the whole lines above the block and keep what is not yet one."""
        with self.watcher.lock:
            self.kept += text
            lines, end, self.kept = self.kept.rpartition("\n")
            if end:
                self.watcher.write_above(self.stream, lines + end)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def restore(self) -> None:
        """Put the stream back and write what is left."""
        if getattr(sys, self.name) is self:
            setattr(sys, self.name, self.stream)
        for handler in self.handlers:
            handler.setStream(self.stream)
        with self.watcher.lock:
            if self.kept:
                self.write("\n")


def put_aside(watcher: BarWatcher) -> list[Aside]:
    """Put the process's own streams, and handlers that log to them, off the block."""
    asides = []
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and Screen(stream).tty:
            aside = Aside(name, stream, watcher)
            setattr(sys, name, aside)
            aside.handlers = handlers_of(stream)
            for handler in aside.handlers:
                handler.setStream(aside)
            asides.append(aside)
    return asides


def handlers_of(stream: Any) -> list[Any]:
    """Return the log handlers that write to a stream."""
    known = [logging.getLogger(), *logging.Logger.manager.loggerDict.values()]
    handlers = {
        handler
        for logger in known
        for handler in getattr(logger, "handlers", ())
        if isinstance(handler, logging.StreamHandler)
    }
    return [handler for handler in handlers if handler.stream is stream]
