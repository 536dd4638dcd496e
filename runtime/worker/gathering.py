"""Putting the chunks of a mapped result together again, in the elements' order."""

from collections.abc import Sequence
from typing import Any

from .outcome import Box, Chunk, received

# What tells chunks that a node is to gather itself from a tuple of the user's.
GATHER_MARK = "flowc-gather-5d41402a"


def gather(chunks: Sequence[Chunk], column: str) -> Box:
    """The box of a whole mapped result, its chunks' elements put back in order."""
    boxes = [chunk.columns[column] for chunk in chunks]
    first = boxes[0]
    if not first.mapped:
        return first
    values: list[Any] = [None] * sum(len(box.value) for box in boxes)
    children = {}
    for position, box in enumerate(boxes):
        values[position :: len(boxes)] = box.value
        for place, outcome in (box.children or {}).items():
            children[position + place * len(boxes)] = outcome
    return Box("Mapped", values, first.message, children, first.slug)


def to_be_gathered(column: str, chunks: Sequence[Any]) -> tuple[Any, ...]:
    """A mapped result as an argument of the node that reads it: its chunks' nodes."""
    return (GATHER_MARK, column, list(chunks))


def as_box(value: Any) -> Box:
    """What a node is given, as a box; a constant counts as the result of a task that
    succeeded."""
    found = received(value)
    if type(found) is tuple and len(found) == 3 and found[0] == GATHER_MARK:
        return gather([received(chunk) for chunk in found[2]], found[1])
    return found if isinstance(found, Box) else Box("Success", found)
