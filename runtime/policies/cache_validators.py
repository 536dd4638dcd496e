"""Cache validators: whether a result may serve again (semantics, section 10.3).

Each is a function of the Cached state, the task's inputs now and the flow's parameters
now, and all of them respect the state's expiration.
"""

import datetime
from collections.abc import Iterable
from typing import Any, Callable, Optional

from ..states.states import Cached

CacheRule = Callable[[Cached, dict[str, Any], dict[str, Any]], bool]


def never_use(
    state: Cached, inputs: dict[str, Any], parameters: dict[str, Any]
) -> bool:
    """Not at all."""
    return False


def duration_only(
    state: Cached, inputs: dict[str, Any], parameters: dict[str, Any]
) -> bool:
    """Until it expires; without an expiration for ever."""
    expires = state.cached_result_expiration
    return expires is None or expires > datetime.datetime.now(datetime.timezone.utc)


def all_inputs(
    state: Cached, inputs: dict[str, Any], parameters: dict[str, Any]
) -> bool:
    """For the same inputs, until it expires."""
    return duration_only(state, inputs, parameters) and same_inputs(state, inputs)


def all_parameters(
    state: Cached, inputs: dict[str, Any], parameters: dict[str, Any]
) -> bool:
    """For the same parameters of the flow, until it expires."""
    unexpired = duration_only(state, inputs, parameters)
    return unexpired and bool(state.cached_parameters == parameters)


def partial_inputs_only(validate_on: Optional[Iterable[str]] = None) -> CacheRule:
    """A rule: for the same values of these inputs, until it expires."""
    names = None if validate_on is None else frozenset(validate_on)

    def rule(state: Cached, inputs: dict[str, Any], parameters: dict[str, Any]) -> bool:
        unexpired = duration_only(state, inputs, parameters)
        return unexpired and (names is None or same_inputs(state, inputs, names))

    return rule


def partial_parameters_only(validate_on: Optional[Iterable[str]] = None) -> CacheRule:
    """A rule: for the same values of these parameters, until it expires."""
    names = None if validate_on is None else frozenset(validate_on)

    def rule(state: Cached, inputs: dict[str, Any], parameters: dict[str, Any]) -> bool:
        unexpired = duration_only(state, inputs, parameters)
        cached = state.cached_parameters
        return unexpired and (
            names is None
            or items_named(cached, names) == items_named(parameters, names)
        )

    return rule


def same_inputs(
    state: Cached, inputs: dict[str, Any], names: Optional[frozenset[str]] = None
) -> bool:
    """Whether the inputs, or those with these names, are those of the cached run."""
    now = items_named(inputs, names)
    if state.hashed_inputs is not None:
        return items_named(state.hashed_inputs, names) == hashes_of(now)
    cached = {
        name: getattr(item, "value", item) for name, item in state.cached_inputs.items()
    }
    return items_named(cached, names) == now


def hashes_of(inputs: dict[str, Any]) -> dict[str, str]:
    """What `hashed_inputs` of a Cached state holds for these inputs."""
    from dask.base import tokenize

    return {name: tokenize(item) for name, item in inputs.items()}


def items_named(
    items: Optional[dict[str, Any]], names: Optional[frozenset[str]]
) -> dict[str, Any]:
    """The items with these names, or all of them."""
    return {
        name: item
        for name, item in (items or {}).items()
        if names is None or name in names
    }
