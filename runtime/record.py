"""What is known on the client about one task of a run."""

from typing import Any, Optional


class TaskRecord:
    """State of one of the flow's tasks, filled from the workers' notes.

    `state`, `message` and `result` (a bounded repr) are None until the task has
    finished; `started` and `finished` are seconds since the epoch. A mapped task
    also has `width`, `done` (elements finished so far), `counts` by state and
    `children`, dictionaries of index, state, message and result.
    """

    def __init__(self, slug: str, name: str, mapped: bool = False) -> None:
        self.slug = slug
        self.name = name
        self.mapped = mapped
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
