"""Extents: how often a task runs, as an index space with an identity."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Once:
    """A task that is not mapped."""

    def __str__(self) -> str:
        return "once"


@dataclass(frozen=True)
class Known:
    """A map whose length the compiler knows."""

    length: int

    def __str__(self) -> str:
        return str(self.length)


@dataclass(frozen=True)
class Length:
    """A map as long as one value: the result of a node, or a build-time name."""

    of: str

    def __str__(self) -> str:
        return f"len({self.of})"


@dataclass(frozen=True)
class Shortest:
    """A map as long as the shortest of several index spaces."""

    of: frozenset["Known | Length"]

    def __str__(self) -> str:
        return f"min({', '.join(sorted(map(str, self.of)))})"


Extent = Once | Known | Length | Shortest
ONCE = Once()


def shortest(extents: list[Extent]) -> Extent:
    """The extent of a map over results of these extents: the shortest wins."""
    spaces: set[Known | Length] = set()
    for extent in extents:
        if isinstance(extent, Shortest):
            spaces |= extent.of
        elif not isinstance(extent, Once):
            spaces.add(extent)
    known = [space for space in spaces if isinstance(space, Known)]
    if len(known) > 1:
        spaces -= set(known)
        spaces.add(min(known, key=lambda space: space.length))
    return next(iter(spaces)) if len(spaces) == 1 else Shortest(frozenset(spaces))
