"""Choices of a generator, made so that hypothesis shrinks them to the plainest."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")


class Draws:
    """What a generator asks of a Random, that of hypothesis among them.

    The first of several choices is the plainest, 0 the plainest number.
    """

    def __init__(self, random: Random) -> None:
        self.random = random

    def number(self, low: int, high: int) -> int:
        """Return a number from `low` to `high`, both included."""
        return low + self.random.randrange(high - low + 1)

    def chance(self, percent: int) -> bool:
        """Return True in so many of a hundred cases."""
        return self.random.randrange(100) >= 100 - percent

    def one(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[self.random.randrange(len(choices))]

    def some(self, choices: Sequence[T], low: int, high: int) -> list[T]:
        """Return different ones of the choices, from `low` to `high` of them."""
        left = list(choices)
        wanted = self.number(min(low, len(left)), min(high, len(left)))
        return [left.pop(self.random.randrange(len(left))) for _ in range(wanted)]

    def weighted(self, weights: dict[str, int]) -> str:
        """Return one of the words, each as often as its weight says."""
        place = self.random.randrange(sum(weights.values()))
        for word, weight in weights.items():
            place -= weight
            if place < 0:
                return word
        raise AssertionError("a place lies within the sum")

    def constant(self) -> Any:
        """Return a constant that a task is given."""
        plain: list[Any] = [0, 1, 2, 7, "a", None, True, [1, 2], (3, "b"), "long text"]
        return self.one([*plain, [5, [6]], {"k": 3}, -4, []])
