"""Whether a mapped task maps, and over how many elements (semantics, section 7)."""

from collections.abc import Sequence
from typing import Any, Optional

from .outcome import MAPPING, SKIPPED_UPSTREAM, Box, unusual_states
from .task_spec import Step

NOTHING_TO_MAP = "No upstream states can be mapped over."
UNMAPPABLE = "At least one upstream state has an unmappable result."


class Source:
    """An input of a map as one chunk sees it.

    `kind` is "each" for a result that every chunk has whole and takes its elements of,
    "chunk" for a mapped result of which the chunk has its own part, "step" for a result
    of the same kernel and "fixed" for what every element gets whole. `width` counts the
    elements of the whole map, and is -1 for what can't be mapped over.
    """

    __slots__ = ("box", "kind", "width")

    def __init__(self, kind: str, box: Box, width: int) -> None:
        self.kind = kind
        self.box = box
        self.width = width


class Extent:
    """What one step of a chunk maps over: its parent's outcome and the elements.

    The chunk has the elements `position`, `position + stride`, ... of `width`;
    `length` counts them.
    """

    def __init__(
        self, step: Step, parent: Box, width: int, position: int, stride: int
    ) -> None:
        self.step = step
        self.parent = parent
        self.width = width
        self.position = position
        self.stride = stride
        self.length = len(range(position, width, stride))


def measured(value: Any) -> int:
    """The number of elements of a result that can be mapped over, else -1.

    A dict can't be: its items have no positions (Prefect let the KeyError end the
    whole flow run, case 090).
    """
    if not hasattr(value, "__getitem__") or isinstance(value, dict):
        return -1
    try:
        return len(value)
    except TypeError:
        return -1


def strided(value: Any, position: int, width: int, stride: int) -> Any:
    """Every `stride`-th element of something that can be indexed, up to `width`."""
    if isinstance(value, (list, tuple, range, str)):
        return value[position:width:stride]
    return [value[place] for place in range(position, width, stride)]


def parent_of(step: Step, upstream: Sequence[Source]) -> tuple[Box, int]:
    """The mapped task's own outcome, and the width of its map."""
    if step.skip_on_upstream_skip and any(skips_map(source) for source in upstream):
        return Box("Skipped", None, SKIPPED_UPSTREAM), 0
    each = [source for source in upstream if source.kind != "fixed"]
    good = [usable_width(source) for source in each if not source.box.failed]
    if not good:
        return Box("Failed", None, NOTHING_TO_MAP), 0
    if min(good) < 0:
        return Box("Failed", None, UNMAPPABLE), 0
    return Box("Mapped", None, MAPPING, {}), min(good)


def usable_width(source: Source) -> int:
    """The width of an input; a mapped task that was skipped whole has no elements."""
    skipped = source.kind != "each" and source.box.skipped
    return -1 if skipped else source.width


def skips_map(source: Source) -> Optional[bool]:
    """Whether a mapped task is skipped for this input.

    Of a mapped input only the parent counts, since each child looks at its own; of an
    unmapped one, every child (cases 079, 093).
    """
    if source.kind != "fixed":
        return source.box.skipped
    return "Skipped" in unusual_states(source.box)
