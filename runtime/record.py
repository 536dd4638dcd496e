"""What is known on the client about one task of a run."""

from typing import Any, Optional

from .outcome import FAILED_STATES


class TaskRecord:
    """State of one of the flow's tasks, filled from the workers' notes.

    `state`, `message` and `result` (a bounded repr) are None until the task has
    finished; `started` and `finished` are seconds since the epoch. A mapped task
    also has `width`, `done` (elements finished so far), `counts` by state and
    `children`, dictionaries of index, state, message and result. `auto` marks a
    task that no line of the flow names: a constant, a collection of results.
    """

    def __init__(
        self, slug: str, name: str, mapped: bool = False, auto: bool = False
    ) -> None:
        self.slug = slug
        self.name = name
        self.mapped = mapped
        self.auto = auto
        self.state: Optional[str] = None
        self.message: Optional[str] = None
        self.result: Optional[str] = None
        self.started: Optional[float] = None
        self.finished: Optional[float] = None
        self.traceback: Optional[str] = None
        self.width: Optional[int] = None
        self.done = 0
        self.counts: dict[str, int] = {}
        self.children: list[dict[str, Any]] = []

    def failures(self) -> int:
        """How many of its runs failed: of its children where it is mapped."""
        if self.counts:
            return sum(self.counts.get(state, 0) for state in FAILED_STATES)
        return int(self.state in FAILED_STATES)
