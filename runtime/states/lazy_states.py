"""States of tasks that have run, whose results are fetched when they are asked for."""

from collections.abc import Sequence
from typing import Any, Callable, Optional

from ..reporting.task_record import TaskRecord
from ..worker.outcome import SUCCEEDED, Box
from .conversion import as_state
from .states import State

# What of a state is known without its result.
TOLD = ("message", "n_map_states")


class FetchedState:
    """Stands for the State of a task that has run, and for an instance of its class.

    State and message are known from the notes of the workers; `result`, and what else
    a state holds, is fetched from the cluster the first time that it is looked at.
    LookupError if it was released.
    """

    def __init__(
        self, known: State, fetch: Callable[[], Box], children: Any = None
    ) -> None:
        self._known = known
        self._fetch = fetch
        self._children = children
        self._whole: Optional[State] = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name == "map_states" and self._children is not None:
            return self._children
        found = getattr(self._known, name)
        if name in TOLD or name not in vars(self._known):
            return found
        return getattr(self.fetched_whole(), name)

    def fetched_whole(self) -> State:
        """The state itself, all of it."""
        if self._whole is None:
            self._whole = as_state(self._fetch())
        return self._whole

    def __repr__(self) -> str:
        return repr(self._known)

    def __reduce__(self) -> Any:
        return self.fetched_whole().__reduce_ex__(4)


def known_class(state: FetchedState) -> Any:
    """The class of the state that a FetchedState stands for."""
    return type(state._known)


def fetched_state(
    name: str, message: Any, fetch: Callable[[], Box], children: Any = None
) -> Any:
    """A state of the kind `name`; its class is named so, for those who ask."""
    known = as_state(Box(name, None, message))
    if children is not None:
        vars(known)["n_map_states"] = len(children)
    values = {"__class__": property(known_class)}
    kind = type(type(known).__name__, (FetchedState,), values)
    return kind(known, fetch, children)


def state_of_record(record: TaskRecord, fetch: Callable[[], Box]) -> Any:
    """The state of a task; one that never ran is Pending."""
    children = ChildStates(record, fetch) if record.state == "Mapped" else None
    return fetched_state(record.state or "Pending", record.message, fetch, children)


class ChildStates(Sequence[Any]):
    """The states of a mapped task's children, each made when it is looked at.

    A child that the workers' notes do not name has simply succeeded, unless too many
    did not; then the states are fetched with the results.
    """

    def __init__(self, record: TaskRecord, fetch: Callable[[], Box]) -> None:
        self.width = sum(record.counts.values())
        self.fetch = fetch
        self.children = {child["index"]: child for child in record.children}
        unusual = [c for c in record.children if c["state"] != "Success"]
        others = self.width - record.counts.get("Success", 0)
        self.complete = len(unusual) >= others
        self.box: Optional[Box] = None

    def __len__(self) -> int:
        return self.width

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(self.width))]
        index = range(self.width)[place]
        if not self.complete:
            return as_state(self.child(index))
        child = self.children.get(index, {"state": "Success", "message": SUCCEEDED})
        return fetched_state(
            child["state"], child["message"], lambda: self.child(index)
        )

    def child(self, index: int) -> Box:
        """The box of one child; all of them are fetched at once."""
        if self.box is None:
            self.box = self.fetch()
        return self.box.child(index)

    def __repr__(self) -> str:
        return repr(list(self))
