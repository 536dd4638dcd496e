"""A node of the graph that is one call of one task."""

import time
from collections.abc import Sequence
from typing import Any

from ..reporting.notes import task_note
from ..wire.runtime_plugin import NodeRun
from .channels import Channel
from .element import Element, finish
from .gathering import as_box
from .outcome import Box
from .task_spec import Step


class TaskRun(NodeRun):
    """Runs a task once: what `dask.delayed` is given for a task that is not mapped.

    Called with boxes and plain values for the task's `arguments`, in their order, and
    boxes that only have to be finished in `upstream_tasks`; returns the box of its own
    outcome.
    """

    def __init__(self, step: Step, channel: Channel) -> None:
        super().__init__(channel)
        self.step = step
        self.arguments: Sequence[str] = ()
        # dask.delayed makes the node's key from this.
        self.__name__ = step.slug

    def __call__(self, /, *values: Any, upstream_tasks: Any = ()) -> Box:
        given = dict(zip(self.arguments, values))
        ordered = {str(place): box for place, box in enumerate(upstream_tasks)}
        boxes = {name: as_box(value) for name, value in {**given, **ordered}.items()}
        self.step.inputs = {name: name for name in given}
        self.step.upstream = tuple(ordered)
        started = time.time()
        element = Element(
            [self.step], boxes.__getitem__, surroundings=self.surroundings
        )
        finish([element])
        box = element.boxes[self.step.result]
        box.slug = self.step.slug
        error = element.errors.get(self.step.result)
        self.channel.send(task_note(self.step, box, error, started))
        report_lost(boxes.values(), self.channel)
        return box


def report_lost(boxes: Any, channel: Channel) -> None:
    """Correct the note of a task whose result could not be sent (see Box)."""
    for box in boxes:
        if box.lost:
            note = {"kind": "lost", "slug": box.slug, "message": box.message}
            channel.send(note)
