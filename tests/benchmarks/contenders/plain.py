"""A plain Python loop: a list for each step, and the same with a `try` a call."""

from typing import Any

from bodies import add, dec, dec_or_fail, inc, list_sum
from clock import Work, contend


def diamond(size: int, address: str) -> Work:
    def work() -> int:
        higher = [inc(x) for x in range(size)]
        lower = [dec(x) for x in range(size)]
        pairs = [add(x, y) for x, y in zip(higher, lower, strict=True)]
        total: int = list_sum(pairs)
        return total

    return work


def failing(size: int, address: str) -> Work:
    """Every call in a `try`, its exception in the place of its result."""

    def work() -> int:
        higher: list[Any] = []
        for x in range(size):
            try:
                higher.append(inc(x))
            except Exception as error:
                higher.append(error)
        lower: list[Any] = []
        for x in range(size):
            try:
                lower.append(dec_or_fail(x))
            except Exception as error:
                lower.append(error)
        pairs: list[Any] = []
        for x, y in zip(higher, lower, strict=True):
            try:
                pairs.append(add(x, y))
            except Exception as error:
                pairs.append(error)
        return sum(each for each in pairs if isinstance(each, int))

    return work


contend({"diamond": diamond, "failing": failing})
