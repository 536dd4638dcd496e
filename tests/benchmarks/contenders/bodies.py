"""What the tasks of the diamond do, for every contender that takes functions."""

from collections.abc import Iterable


def inc(x: int) -> int:
    return x + 1


def dec(x: int) -> int:
    return x - 1


def dec_or_fail(x: int) -> int:
    if x % 100 == 7:
        raise ValueError(x)
    return x - 1


def add(x: int, y: int) -> int:
    return x + y


def list_sum(numbers: Iterable[int]) -> int:
    return sum(numbers)
