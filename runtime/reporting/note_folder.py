"""Folds the notes that the workers send into the records of the flow's tasks."""

import threading
from typing import Any, Callable, Optional

from ..worker.outcome import FAILED_STATES
from ..worker.task_node import TaskRun
from .preview import preview_sequence
from .task_record import TaskRecord, texts_of

Hearing = Callable[[dict[str, Any]], None]


class Folder:
    """Keeps the records of a run up to date and tells `watcher` of each change.

    Notes come in any order, some twice where Dask ran a node again: each node's
    last note counts.
    """

    def __init__(
        self,
        records: dict[str, TaskRecord],
        watcher: Any,
        others: Optional[dict[str, Hearing]] = None,
    ) -> None:
        self.records = records
        self.watcher = watcher
        self.chunks: dict[str, dict[int, dict[str, Any]]] = {}
        self.progress: dict[str, dict[int, int]] = {}
        self.lock = threading.Lock()
        # What the run's tasks have named it, and who takes in other kinds of notes.
        self.run_name: Optional[str] = None
        self.others = dict(others or {})

    def hear(self, note: dict[str, Any]) -> None:
        """Take in a note; called from the client's own thread."""
        with self.lock:
            kind = note["kind"]
            (self.others.get(kind) or getattr(self, "hear_" + kind))(note)

    def hear_task(self, note: dict[str, Any]) -> None:
        record = self.records[note["slug"]]
        for name in ("state", "message", "result", "started", "finished", "traceback"):
            setattr(record, name, note[name])
        self.watcher.changed(record)

    def hear_lost(self, note: dict[str, Any]) -> None:
        record = self.records[note["slug"]]
        record.state, record.message = "Failed", note["message"]
        record.result = note["message"]
        self.watcher.changed(record)

    def hear_progress(self, note: dict[str, Any]) -> None:
        self.advance(note["slug"], note["chunk"], note["done"])
        self.watcher.changed(self.records[note["slug"]])

    def hear_name(self, note: dict[str, Any]) -> None:
        self.run_name = note["name"]
        self.watcher.renamed(note["name"])

    def hear_artifact(self, note: dict[str, Any]) -> None:
        """Take in an artifact of a task; one without data is taken back."""
        artifacts = self.records[note["slug"]].artifacts
        artifacts[note["id"]] = note
        if note["data"] is None:
            del artifacts[note["id"]]

    def hear_chunk(self, note: dict[str, Any]) -> None:
        for task in note["tasks"]:
            slug = task["slug"]
            parts = self.chunks.setdefault(slug, {})
            record = self.records[slug]
            if note["chunk"] in parts:
                parts[note["chunk"]] = task
                record.counts = added([part["counts"] for part in parts.values()])
            else:
                parts[note["chunk"]] = task
                record.counts = added([record.counts or {}, task["counts"]])
            self.advance(slug, note["chunk"], task["length"])
            if len(parts) == note["of"]:
                settle(record, list(parts.values()))
            self.watcher.changed(record)

    def finished(self, run: Any) -> bool:
        """Whether a node has told how its task, or its chunk, ended."""
        with self.lock:
            if isinstance(run, TaskRun):
                return self.records[run.step.slug].state is not None
            slug = run.kernel.steps[-1].slug
            return run.position in self.chunks.get(slug, {})

    def width_of(self, slug: str) -> Optional[int]:
        """The width of a map, where one of its chunks has told it."""
        with self.lock:
            for task in self.chunks.get(slug, {}).values():
                if task["state"] == "Mapped":
                    return int(task["width"])
        return None

    def advance(self, slug: str, chunk: int, done: int) -> None:
        """Note how many elements of a chunk are done."""
        parts = self.progress.setdefault(slug, {})
        record = self.records[slug]
        record.done = (record.done or 0) + done - parts.get(chunk, 0)
        parts[chunk] = done


def settle(record: TaskRecord, tasks: list[dict[str, Any]]) -> None:
    """Fill in a mapped task's record from the notes of all of its chunks."""
    first = tasks[0]
    record.state, record.message = first["state"], first["message"]
    record.started = min(task["started"] for task in tasks)
    record.finished = max(task["finished"] for task in tasks)
    if record.state != "Mapped":
        record.result = "None"
        return
    record.width = first["width"]
    record.counts = added([task["counts"] for task in tasks])
    record.told, record.shown = tasks, None
    texts = texts_of(tasks)
    unusual = [child for task in tasks for child in task["children"]]
    texts.update((index, text) for index, _, _, text in unusual)
    record.result = preview_sequence(leading_texts(texts), record.width)
    record.traceback = first_traceback(tasks)


def leading_texts(texts: dict[int, str]) -> list[str]:
    """The texts of the elements 0, 1, ... as far as there is no gap."""
    found: list[str] = []
    while len(found) in texts:
        found.append(texts[len(found)])
    return found


def first_traceback(tasks: list[dict[str, Any]]) -> Any:
    """The traceback of the failed child with the lowest index, named by it."""
    found = [tuple(task["traceback"]) for task in tasks if task["traceback"]]
    return min(found)[1] if found else None


def added(counts: list[dict[str, int]]) -> dict[str, int]:
    """The sum of several counts by state, in the order of the states' names."""
    total: dict[str, int] = {}
    for count in counts:
        for state, number in count.items():
            total[state] = total.get(state, 0) + number
    return dict(sorted(total.items()))


def has_failed(record: TaskRecord) -> bool:
    """Whether a task, or any of a mapped task's children, failed (section 11)."""
    if record.state == "Mapped":
        return any(state in FAILED_STATES for state in record.counts)
    return record.state in FAILED_STATES
