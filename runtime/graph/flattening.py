"""`flatten(x)`: a result whose elements are lists, as one list (case 080)."""

from typing import Any

from ..wire.runtime_plugin import NodeRun
from ..worker.channels import Channel
from ..worker.gathering import as_box
from ..worker.outcome import MAPPING, SUCCEEDED, Box


class FlattenRun(NodeRun):
    """What `dask.delayed` is given for the node that flattens a result."""

    def __init__(self, channel: Channel) -> None:
        super().__init__(channel)
        self.__name__ = "flatten"

    def __call__(self, value: Any) -> Box:
        return flatten_box(as_box(value))


def flatten_box(box: Box) -> Box:
    """The result un-nested by one level; what has no elements stays as it is (081)."""
    if box.children is not None:
        return flatten_children(box)
    try:
        values = [item for part in box.value for item in part]
    except TypeError:
        return box
    except Exception as error:
        message = f"Unexpected error: {error!r}"
        return Box("Failed", error, message, slug=box.slug)
    return Box(box.state, values, box.message, slug=box.slug, part={})


def flatten_children(box: Box) -> Box:
    """The children's elements in a row; a failed or skipped child is one (082)."""
    parts = [part for n in range(len(box.value)) for part in elements_of(box.child(n))]
    children, kept = {}, {}
    for place, part in enumerate(parts):
        if part.outcome != ("Success", SUCCEEDED):
            children[place] = part.outcome
        if isinstance(part.part, int):
            kept[place] = part.part
    values = [part.value for part in parts]
    return Box("Mapped", values, MAPPING, children, box.slug, part=kept)


def elements_of(child: Box) -> list[Box]:
    can = hasattr(child.value, "__len__") and hasattr(child.value, "__getitem__")
    if child.failed or child.skipped:
        # A signal may carry a list: as in Prefect the child then counts so often.
        return [child] * (len(child.value) if can else 1)
    items = child.value if can else [child.value]
    return [Box(child.state, item, child.message) for item in items]
