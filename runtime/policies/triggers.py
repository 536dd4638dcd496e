"""Triggers: whether a task runs, given how its upstream tasks ended.

Skipped counts as success, TriggerFailed as failure, a constant as success; a mapped
upstream counts child by child (semantics, section 6).
"""

import functools
from collections.abc import Iterable
from typing import Any, Callable, Optional, Union

from ..context.context import context_values
from ..states.signals import PAUSE, SKIP, TRIGGERFAIL
from ..states.states import State

Amount = Optional[Union[int, float]]


class Tally:
    """How many upstream states there are, and how many of them are of which kind."""

    __slots__ = ("edges", "failures", "skips", "successes", "total")

    def __init__(
        self, edges: int, total: int, successes: int, failures: int, skips: int = 0
    ) -> None:
        self.edges = edges
        self.total = total
        self.successes = successes
        self.failures = failures
        self.skips = skips


Rule = Callable[[Tally], bool]


class BuiltInTrigger:
    """A trigger of Prefect's: a function of `{edge: state}` as any other is.

    Called, it returns True or raises the signal of the state that the task is to have.
    A run asks `signal` instead, which counts and makes no states. `certain` tells that
    a task runs if all of its upstream tasks succeeded, however many there are.
    """

    def __init__(
        self, name: str, complaint: str, rule: Rule, certain: bool = False
    ) -> None:
        self.__name__ = name
        self.complaint = complaint
        self.rule = rule
        self.certain = certain

    def __call__(self, upstream_states: dict[Any, State]) -> bool:
        refused = self.signal(tally_of_states(upstream_states))
        if refused is not None:
            raise refused
        return True

    def signal(self, upstream: Tally) -> Optional[BaseException]:
        """None if the task may run, else the signal of what becomes of it."""
        if self.rule(upstream):
            return None
        return TRIGGERFAIL(f'Trigger was "{self.__name__}" but {self.complaint}.')


class NotAllSkipped(BuiltInTrigger):
    """The trigger of `merge`: skips the task if everything upstream was skipped."""

    def signal(self, upstream: Tally) -> Optional[BaseException]:
        if upstream.skips == upstream.total:
            return SKIP("All upstreams were skipped", result=None)
        return super().signal(upstream)


class ManualOnly(BuiltInTrigger):
    """Pauses the task until somebody approves of it."""

    def signal(self, upstream: Tally) -> Optional[BaseException]:
        if context_values().get("resume"):
            return None
        return PAUSE('Trigger function is "manual_only"')


def tally_of_states(upstream_states: dict[Any, State]) -> Tally:
    """Count states, those of mapped tasks child by child and each only once."""
    found: dict[int, Any] = {}
    for state in upstream_states.values():
        parts: Iterable[Any] = [state]
        if state.is_mapped():
            parts = getattr(state, "map_states", ())
        found.update((id(part), part) for part in parts)
    counted = list(found.values())
    return Tally(
        len(upstream_states),
        len(counted),
        sum(state.is_successful() for state in counted),
        sum(state.is_failed() for state in counted),
        sum(state.is_skipped() for state in counted),
    )


def no_failures(upstream: Tally) -> bool:
    return upstream.successes == upstream.total


def only_failures(upstream: Tally) -> bool:
    return upstream.failures == upstream.total


def a_success(upstream: Tally) -> bool:
    return not upstream.edges or upstream.successes > 0


def a_failure(upstream: Tally) -> bool:
    return not upstream.edges or upstream.failures > 0


def always(upstream: Tally) -> bool:
    return True


FAILURES = "some of the upstream tasks failed"
all_successful = BuiltInTrigger("all_successful", FAILURES, no_failures, True)
all_failed = BuiltInTrigger(
    "all_failed", "some of the upstream tasks succeeded", only_failures
)
any_successful = BuiltInTrigger(
    "any_successful", "none of the upstream tasks succeeded", a_success, True
)
any_failed = BuiltInTrigger(
    "any_failed", "none of the upstream tasks failed", a_failure
)
all_finished = BuiltInTrigger("all_finished", "", always, True)
always_run = all_finished
not_all_skipped = NotAllSkipped("not_all_skipped", FAILURES, no_failures, True)
manual_only = ManualOnly("manual_only", "", always)


def within(count: int, total: int, at_least: Amount, at_most: Amount) -> bool:
    # A bound below 1 is a share of the upstream states, from 1 on a number (035).
    low = 0 if at_least is None else at_least * (total if at_least < 1 else 1)
    high = total if at_most is None else at_most * (total if at_most < 1 else 1)
    return low <= count <= high


def failures_within(at_least: Amount, at_most: Amount, upstream: Tally) -> bool:
    if not upstream.edges:
        return True
    return within(upstream.failures, upstream.total, at_least, at_most)


def successes_within(at_least: Amount, at_most: Amount, upstream: Tally) -> bool:
    if not upstream.edges:
        return True
    return within(upstream.successes, upstream.total, at_least, at_most)


def some_failed(at_least: Amount = None, at_most: Amount = None) -> BuiltInTrigger:
    """A trigger: run if the number or share of failed upstream tasks is in bounds."""
    rule = functools.partial(failures_within, at_least, at_most)
    return BuiltInTrigger("some_failed", "thresholds were not met", rule)


def some_successful(at_least: Amount = None, at_most: Amount = None) -> BuiltInTrigger:
    """A trigger: run if the number or share of successes is in bounds."""
    rule = functools.partial(successes_within, at_least, at_most)
    return BuiltInTrigger("some_successful", "thresholds were not met", rule)
