"""Holes: the places in carried text where calls of tasks stand.

A hole is text between marks that no source can hold, since Python refuses a null byte
in a file. It has a kind, the number of its node, and perhaps a label.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class HoleKind(Enum):
    """What stands in a hole."""

    CALLED = "f"  # what is called: a task
    CALL = "c"  # the whole call
    ARGUMENT = "a"  # an argument of the call; the label is the parameter
    STATEMENT = "s"  # the statement that names the call's result
    SETTINGS = "t"  # the function that gives a task its settings
    LINE = "l"  # nothing: here begins a line of the source, the node's number is its


@dataclass(frozen=True)
class Hole:
    """A hole, with the text in it, and the text of its line before it."""

    kind: HoleKind
    node: int
    label: str
    text: str
    before: str


_MARK = re.compile(r"\0(?:(?P<kind>[a-z])(?P<node>\d+):(?P<label>[^\0]*)|/)\0")


def open_mark(kind: HoleKind, node: int, label: str = "") -> str:
    """Return what stands before a hole's text."""
    return f"\0{kind.value}{node}:{label}\0"


def close_mark() -> str:
    """Return what stands behind a hole's text."""
    return "\0/\0"


def filled(text: str, fill: Callable[[Hole], str]) -> str:
    """Return the text with every hole filled, inner ones and earlier ones first."""
    if "\0" not in text:
        return text
    opened: list[tuple[re.Match[str], list[str]]] = []
    parts: list[str] = []
    end = 0
    for mark in _MARK.finditer(text):
        parts.append(text[end : mark.start()])
        end = mark.end()
        if mark["kind"]:
            opened.append((mark, parts))
            parts = []
        else:
            start, outer = opened.pop()
            before = "".join(outer).rpartition("\n")[2]
            kind, node = HoleKind(start["kind"]), int(start["node"])
            found = Hole(kind, node, start["label"], "".join(parts), before)
            outer.append(fill(found))
            parts = outer
    return "".join([*parts, text[end:]])


def without_holes(text: str) -> str:
    """Return the text as the source has it."""
    return filled(text, lambda found: found.text)
