"""The box: how a task's outcome travels from one Dask node to the next."""

import contextlib
import functools
import pickle
import sys
import weakref
from collections.abc import Iterator
from typing import Any, Optional, Union

from ..wire.cloudpickling import dumped_by_value, imported_scripts, loaded_whole

SUCCEEDED = "Task run succeeded."
MAPPING = "Ready to proceed with mapping."
SKIPPED_UPSTREAM = (
    "Upstream task was skipped; if this was not the intended behavior, consider "
    "changing `skip_on_upstream_skip=False` for this task."
)
# What tells a box on its way from a tuple of the user's.
BOX_MARK = "flowc-box-5d41402a"
CHUNK_MARK = "flowc-chunk-5d41402a"
HELD_MARK = "flowc-held-5d41402a"
FAILED_STATES = frozenset({"Failed", "TriggerFailed", "TimedOut", "ValidationFailed"})
# Boxes that many nodes of this process are given, for as long as these are there.
received_boxes: Any = weakref.WeakKeyDictionary()
# State, message and, where a state has more to it, its other attributes.
Outcome = tuple[Any, ...]


class Box:
    """The outcome of one task run: its state's name, its message and its value.

    A failed run's value is its exception. A mapped task's box (state "Mapped") has
    the list of its children's values and, in `children`, the state and message of
    every child, by position, that did not simply succeed. `slug` names the task
    and `part` says what of its state this is: None all of it, a number that child of
    it, a dict a copy, which of some places still has the children of these numbers.
    `extra` holds what else the state says, such as until when a cached result is good;
    `lost` tells that the value could not be sent, and the task has failed after all;
    `returned` that the box is what a node on a cluster returns.

    A Dask node returns boxes and never raises: what a failure means is for the
    tasks downstream to decide (semantics, sections 5 and 6).
    """

    __slots__ = (
        "children",
        "extra",
        "lost",
        "message",
        "part",
        "returned",
        "slug",
        "state",
        "value",
    )

    def __init__(
        self,
        state: str,
        value: Any = None,
        message: Optional[str] = None,
        children: Optional[dict[int, Outcome]] = None,
        slug: str = "",
        extra: Optional[dict[str, Any]] = None,
        part: Union[int, dict[int, int], None] = None,
    ) -> None:
        self.state = state
        self.value = value
        self.message = message
        self.children = children
        self.slug = slug
        self.extra = extra
        self.part = part
        self.lost = False
        self.returned = False

    @property
    def outcome(self) -> Outcome:
        """What of a child its parent's `children` keep."""
        return (self.state, self.message, *([self.extra] if self.extra else ()))

    @property
    def failed(self) -> bool:
        return self.state in FAILED_STATES

    @property
    def skipped(self) -> bool:
        return self.state == "Skipped"

    @property
    def mapped(self) -> bool:
        return self.children is not None

    @property
    def identity(self) -> Any:
        """Return what is equal for boxes of one state, however they came here.

        Prefect has a set of states upstream: one that comes by two edges is one.
        """
        own = not self.slug or isinstance(self.part, dict)
        return id(self) if own else (self.slug, self.part)

    def child(self, position: int, number: Optional[int] = None) -> "Box":
        """Return the box of one element of this result, as a mapped task sees it.

        A child of a mapped result has that child's own outcome; an element of an
        ordinary result has the outcome of the whole, and of a result that can't be
        indexed each element is None (section 7, case 087). `number` is the child's in
        the whole map, if this is only a chunk of it.
        """
        if self.children is None:
            indexed = hasattr(self.value, "__getitem__")
            value = self.value[position] if indexed else None
            return Box(self.state, value, self.message)
        state, message, *more = self.children.get(position, ("Success", SUCCEEDED))
        extra = more[0] if more else None
        part: Any = position if number is None else number
        if isinstance(self.part, dict):
            part = self.part.get(position, {})
        value = self.value[position]
        return Box(state, value, message, None, self.slug, extra, part)

    def __reduce__(self) -> Any:
        """Travel as a tuple of the pickled content; `received` makes a box of it.

        A tuple, because a class of the script would have to travel with each box. An
        object of its own tells it from others (see `received_for_all`). The content
        is pickled here, so that a value that can't be becomes a failed outcome:
        raised in Dask's own transfer it would leave the consumer waiting for ever.

        Only what a node returns has its buffers beside the pickle, from worker to
        worker. A box in a graph goes through the scheduler, which hashes what it finds
        in arguments, and writable buffers have no hash.
        """
        content = (
            self.state,
            self.value,
            self.message,
            self.children,
            self.slug,
            self.extra,
            self.part,
        )
        try:
            frames = dump_content((content, self.lost), self.returned)
        except Exception as error:
            message = f"The result could not be sent to another worker: {error!r}"
            lost = ("Failed", TypeError(message), message, None, self.slug)
            frames = dump_content((lost, True))
        return tuple, ([BOX_MARK, functools.partial(tuple), *frames],)

    def __sizeof__(self) -> int:
        """What the value takes in memory, for Dask's own accounts."""
        from dask.sizeof import sizeof

        return int(sizeof(self.value)) + 200


def dump_content(content: Any, apart: bool = False) -> list[Any]:
    """Pickle `content`; the first frame is the pickle, the rest, if they are wanted
    `apart`, its buffers."""
    buffers: list[Any] = []
    take = buffers.append if apart else None
    # Classes and functions of the script itself need cloudpickle. To pickle those of
    # one that is imported elsewhere, Python would import it here.
    if not imported_scripts:
        with contextlib.suppress(Exception):
            data = pickle.dumps(content, protocol=5, buffer_callback=take)
            if b"__main__" not in data:
                return [data, *buffers]
        buffers.clear()
    data = dumped_by_value(content, take)
    return [data, *buffers]


class Chunk:
    """What one node of a map returns: a box for each result that others read.

    `columns` maps the name of a result to its box, whose values are the elements
    `position`, `position + stride`, ... of the whole; `width` is the number of
    elements of the whole map.
    """

    __slots__ = ("columns", "width")

    def __init__(self, columns: dict[str, Box], width: int) -> None:
        self.columns = columns
        self.width = width

    def __reduce__(self) -> Any:
        return tuple, ([CHUNK_MARK, self.columns, self.width],)

    def __sizeof__(self) -> int:
        return sum(map(sys.getsizeof, self.columns.values())) + 200


def held_in_tuple(outcome: Any) -> tuple[Any, ...]:
    """A box or chunk as the result of a node on a cluster.

    A worker tells the scheduler the type of each result, pickled: that of a class of
    the script would be the class with its code.
    """
    boxes = outcome.columns.values() if isinstance(outcome, Chunk) else (outcome,)
    for box in boxes:
        if isinstance(box, Box):
            box.returned = True
    return HELD_MARK, outcome


def let_go(value: Any) -> Any:
    """What has been held in a tuple; any other value as it is."""
    marked = type(value) is tuple and len(value) == 2 and type(value[0]) is str
    return value[1] if marked and value[0] == HELD_MARK else value


def received(value: Any) -> Any:
    """A box or chunk that has been held, or has travelled as a tuple; any other value
    as it is."""
    value = let_go(value)
    if type(value) is not tuple or not value or type(value[0]) is not str:
        return value
    if value[0] == BOX_MARK:
        kept = received_boxes.get(value[1])
        return opened_box(value) if kept is None else kept
    if value[0] == CHUNK_MARK:
        columns = {name: received(box) for name, box in value[1].items()}
        return Chunk(columns, value[2])
    return value


def opened_box(value: tuple[Any, ...]) -> Box:
    _, _, data, *buffers = value
    content, lost = loaded_whole(data, buffers)
    box = Box(*content)
    box.lost = lost
    return box


def received_for_all(value: Any) -> Any:
    """The same for what many nodes of this process are given: it is opened once, and
    kept for as long as the value is."""
    value = let_go(value)
    found = received(value)
    if type(value) is tuple and isinstance(found, Box):
        received_boxes[value[1]] = found
    return found


def unusual_states(box: Box) -> list[str]:
    """The states of a mapped box's children that are not plain successes, else the
    box's own: there may be a million children, and few that are unusual."""
    if box.children is None:
        return [box.state]
    return [outcome[0] for outcome in box.children.values()]


def outcomes(box: Box) -> Iterator[tuple[str, Optional[str]]]:
    """State and message of every child of a mapped box, else of the box itself."""
    if box.children is None:
        yield box.state, box.message
        return
    for position in range(len(box.value)):
        state, message, *_ = box.children.get(position, ("Success", SUCCEEDED))
        yield state, message
