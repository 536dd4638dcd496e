"""Notes: what a node of the graph tells the client about its tasks' outcomes.

A note is a plain dictionary. It goes to the client as an event, never with the
result, so that a report costs neither memory nor transfers of results.
"""

import time
from typing import Any, Optional

from ..worker.outcome import SUCCEEDED, Box
from ..worker.task_spec import Step
from .preview import preview
from .task_record import CHILDREN_LIMIT
from .tracebacks import failure_text

CHILD_PREVIEW = 2000
# Of a wide map, whose first elements are shown in one text.
FIRST_PREVIEW = 200


def task_note(
    step: Step, box: Box, error: Optional[BaseException], started: float
) -> dict[str, Any]:
    """The note of a task that is not mapped; `started` in epoch seconds."""
    return {
        "kind": "task",
        "slug": step.slug,
        "name": step.name,
        "state": box.state,
        "message": box.message,
        "result": shown_result(step, box),
        "started": started,
        "finished": time.time(),
        "traceback": failure_text(error) if error is not None else None,
    }


def shown_result(step: Step, box: Box, limit: Optional[int] = None) -> str:
    """The bounded repr of a result; of a secret only that it is one."""
    if box.state in ("Success", "Cached") and is_secret(step):
        return "'***'"
    return preview(box.value) if limit is None else preview(box.value, limit)


def is_secret(step: Step) -> bool:
    return bool(getattr(step.subject, "secret", False))


class StepCount:
    """Counts the outcomes of one mapped step over the elements of a chunk."""

    def __init__(self, step: Step, position: int, stride: int, width: int) -> None:
        self.step = step
        self.position = position
        self.stride = stride
        self.limit = CHILD_PREVIEW if width <= CHILDREN_LIMIT else FIRST_PREVIEW
        self.secret = is_secret(step)
        self.states: dict[str, int] = {}
        self.children: list[list[Any]] = []
        # Of plain successes only the texts travel; there may be many.
        self.indices: list[int] = []
        self.texts: list[str] = []
        self.traceback: Optional[list[Any]] = None

    def add(self, place: int, box: Box, error: Optional[BaseException]) -> None:
        """Count the outcome of the chunk's element number `place`."""
        if box.state == "Success" and box.message == SUCCEEDED:
            self.add_success(place, box.value)
            return
        index = self.position + place * self.stride
        self.states[box.state] = self.states.get(box.state, 0) + 1
        if len(self.children) >= CHILDREN_LIMIT:
            return
        text = shown_result(self.step, box, CHILD_PREVIEW)
        self.children.append([index, box.state, box.message, text])
        if error is not None and self.traceback is None:
            self.traceback = [index, failure_text(error)]

    def add_success(self, place: int, value: Any) -> None:
        """Count a plain success of the chunk's element number `place`."""
        index = self.position + place * self.stride
        self.states["Success"] = self.states.get("Success", 0) + 1
        if index < CHILDREN_LIMIT:
            text = "'***'" if self.secret else preview(value, self.limit)
            self.indices.append(index)
            self.texts.append(text)

    def add_successes(self, count: int) -> None:
        """Count elements that succeeded and that nobody looks at one by one."""
        if count:
            self.states["Success"] = self.states.get("Success", 0) + count

    def note(
        self, parent: Box, width: int, length: int, started: float
    ) -> dict[str, Any]:
        """This step's part of the chunk's note; the chunk has `length` elements of
        the map's `width`."""
        return {
            "slug": self.step.slug,
            "name": self.step.name,
            "state": parent.state,
            "message": parent.message,
            "width": width,
            "length": length,
            "counts": self.states,
            "children": self.children,
            "indices": self.indices,
            "texts": self.texts,
            "traceback": self.traceback,
            "started": started,
            "finished": time.time(),
        }
