"""Triggers: whether a task runs, given how its upstream tasks ended.

Each takes a `Tally` and returns None when the task may run, else the message of its
TriggerFailed state (semantics, section 6). Skipped counts as success, TriggerFailed
as failure, a constant as success; a mapped upstream counts child by child.
"""

from typing import Callable, Optional, Union

Amount = Optional[Union[int, float]]


class Tally:
    """How many upstream states there are, and how many of them failed."""

    __slots__ = ("edges", "failures", "total")

    def __init__(self, edges: int, total: int, failures: int) -> None:
        self.edges = edges
        self.total = total
        self.failures = failures

    @property
    def successes(self) -> int:
        return self.total - self.failures


Trigger = Callable[[Tally], Optional[str]]


def refusal(name: str, why: str) -> str:
    return f'Trigger was "{name}" but {why}.'


def all_successful(upstream: Tally) -> Optional[str]:
    """Run if no upstream task failed. The default."""
    if upstream.failures:
        return refusal("all_successful", "some of the upstream tasks failed")
    return None


def all_failed(upstream: Tally) -> Optional[str]:
    """Run if every upstream task failed."""
    if upstream.successes:
        return refusal("all_failed", "some of the upstream tasks succeeded")
    return None


def any_successful(upstream: Tally) -> Optional[str]:
    """Run if an upstream task succeeded, or there is none."""
    if upstream.edges and not upstream.successes:
        return refusal("any_successful", "none of the upstream tasks succeeded")
    return None


def any_failed(upstream: Tally) -> Optional[str]:
    """Run if an upstream task failed, or there is none."""
    if upstream.edges and not upstream.failures:
        return refusal("any_failed", "none of the upstream tasks failed")
    return None


def all_finished(upstream: Tally) -> Optional[str]:
    """Run whatever became of the upstream tasks."""
    return None


def always_run(upstream: Tally) -> Optional[str]:
    """The same as all_finished."""
    return None


def within(count: int, total: int, at_least: Amount, at_most: Amount) -> bool:
    # A bound below 1 is a share of the upstream states, from 1 on a number (035).
    low = 0 if at_least is None else at_least * (total if at_least < 1 else 1)
    high = total if at_most is None else at_most * (total if at_most < 1 else 1)
    return low <= count <= high


def some_failed(at_least: Amount = None, at_most: Amount = None) -> Trigger:
    """A trigger: run if the number or share of failed upstream tasks is in bounds."""

    def trigger(upstream: Tally) -> Optional[str]:
        count, total = upstream.failures, upstream.total
        if not upstream.edges or within(count, total, at_least, at_most):
            return None
        return refusal("some_failed", "thresholds were not met")

    return trigger


def some_successful(at_least: Amount = None, at_most: Amount = None) -> Trigger:
    """A trigger: run if the number or share of successes is in bounds."""

    def trigger(upstream: Tally) -> Optional[str]:
        count, total = upstream.successes, upstream.total
        if not upstream.edges or within(count, total, at_least, at_most):
            return None
        return refusal("some_successful", "thresholds were not met")

    return trigger
