"""A set that keeps the order in which its members came."""

from collections.abc import Iterable, Iterator, MutableSet
from typing import Any


class OrderedSet(MutableSet[Any]):
    """What a flow's tasks and edges are kept in: run order is definition order, and
    sets of Prefect's are used with the methods of `set`, which are here too."""

    def __init__(self, members: Iterable[Any] = ()) -> None:
        self._members = dict.fromkeys(members)

    def __contains__(self, member: object) -> bool:
        return member in self._members

    def __iter__(self) -> Iterator[Any]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __repr__(self) -> str:
        return "{" + ", ".join(map(repr, self._members)) + "}"

    def add(self, member: Any) -> None:
        self._members[member] = None

    def discard(self, member: Any) -> None:
        self._members.pop(member, None)

    def copy(self) -> "OrderedSet":
        return OrderedSet(self._members)

    def update(self, *others: Iterable[Any]) -> None:
        for other in others:
            self._members.update(dict.fromkeys(other))

    def union(self, *others: Iterable[Any]) -> "OrderedSet":
        joined = self.copy()
        joined.update(*others)
        return joined

    def intersection(self, *others: Iterable[Any]) -> "OrderedSet":
        kept = [set(other) for other in others]
        return OrderedSet(m for m in self if all(m in other for other in kept))

    def difference(self, *others: Iterable[Any]) -> "OrderedSet":
        left_out = {member for other in others for member in other}
        return OrderedSet(m for m in self if m not in left_out)

    def issubset(self, other: Iterable[Any]) -> bool:
        return set(self) <= set(other)

    def issuperset(self, other: Iterable[Any]) -> bool:
        return set(self) >= set(other)
