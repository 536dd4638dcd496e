"""States of the interpreter. Two of them are one only if they are the same object."""

from dataclasses import dataclass
from typing import Any


class NotCompared(Exception):
    """A flow does what Prefect does arbitrarily, or what flowc does otherwise."""


@dataclass(eq=False)
class State:
    """A finished state; a Mapped one has its children's.

    `empty` tells a state that was given no result from one whose result is None.
    """

    kind: str
    message: str | None
    result: Any
    children: "list[State] | None" = None
    empty: bool = False

    @property
    def successful(self) -> bool:
        return self.kind in ("Success", "Mapped", "Skipped")

    @property
    def skipped(self) -> bool:
        return self.kind == "Skipped"

    @property
    def failed(self) -> bool:
        return self.kind in ("Failed", "TriggerFailed", "ValidationFailed")

    def spread(self) -> "list[State]":
        """Return the children of a Mapped state, or the state itself."""
        return [self] if self.children is None else self.children
