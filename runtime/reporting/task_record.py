"""What is known on the client about one task of a run."""

from typing import Any, Optional

from ..worker.outcome import FAILED_STATES, SUCCEEDED

CHILDREN_LIMIT = 1000


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
        # What its runs have left for whoever looks, by an id of each.
        self.artifacts: dict[str, dict[str, Any]] = {}
        self.counts: dict[str, int] = {}
        # What the chunks of a map have told of it, and what that says of its children.
        self.told: list[dict[str, Any]] = []
        self.shown: Optional[list[dict[str, Any]]] = None

    @property
    def children(self) -> list[dict[str, Any]]:
        """The first children that are not plain successes, of a narrow map all of
        them, in order; made when somebody asks."""
        if self.shown is None:
            found = [tuple(child) for task in self.told for child in task["children"]]
            if (self.width or 0) <= CHILDREN_LIMIT:
                texts = texts_of(self.told).items()
                found += [(index, "Success", SUCCEEDED, text) for index, text in texts]
            names = ("index", "state", "message", "result")
            first = sorted(found)[:CHILDREN_LIMIT]
            self.shown = [dict(zip(names, child)) for child in first]
        return self.shown

    @children.setter
    def children(self, shown: list[dict[str, Any]]) -> None:
        self.shown = shown

    def failures(self) -> int:
        """How many of its runs failed: of its children where it is mapped."""
        if self.counts:
            return sum(self.counts.get(state, 0) for state in FAILED_STATES)
        return int(self.state in FAILED_STATES)


def texts_of(tasks: list[dict[str, Any]]) -> dict[int, str]:
    """The texts of the results that plainly succeeded, by index, from chunks' notes."""
    return dict(pair for task in tasks for pair in zip(task["indices"], task["texts"]))
