"""Cached states that outlive a run, for the next ones of this process (10.3)."""

import datetime
import logging
from collections.abc import Iterable
from typing import Any, Callable

from ..states.conversion import as_state
from ..states.states import State
from ..worker.outcome import Box

# The Cached states of earlier runs, the oldest first, by the tasks' cache keys.
kept_caches: dict[str, list[Any]] = {}


def caches_for(builder: Any) -> dict[str, list[Any]]:
    """Of the kept states those that the tasks of a flow may use."""
    keys = {step.cache_key for step in builder.caching.values()}
    return {key: list(kept_caches[key]) for key in sorted(keys) if key in kept_caches}


def keep_caches(builder: Any, held: dict[str, Callable[[], Box]]) -> None:
    """Keep the Cached states of a run that has ended, and drop those that expired."""
    for slug, step in builder.caching.items():
        if slug in held:
            found = [
                *kept_caches.get(step.cache_key, ()),
                *cached_states(slug, held[slug]),
            ]
            kept_caches[step.cache_key] = fresh_states(
                found, step.cache_validator is None
            )


def cached_states(slug: str, fetch: Callable[[], Box]) -> list[State]:
    """The Cached state of a task, or those of a mapped task's children."""
    try:
        state: Any = as_state(fetch())
    except Exception as error:
        log = logging.getLogger("prefect")
        log.warning("The cached result of %s is lost: %r", slug, error)
        return []
    states = state.map_states if state.is_mapped() else [state]
    return [each for each in states if each.is_cached()]


def fresh_states(states: Iterable[Any], once: bool) -> list[Any]:
    """The states that have not expired; one that served again stands there again (361),
    but not where each is to be there `once`, since no validator of the user's sees it.
    """
    now = datetime.datetime.now(datetime.timezone.utc)
    ends = [(state, state.cached_result_expiration) for state in states]
    kept: list[Any] = []
    for state, until in ends:
        if until is not None and until > now:
            before = [each for each in kept if not (once and is_same(each, state))]
            kept = [*before, state]
    return kept


def is_same(one: Any, other: Any) -> bool:
    """Whether two Cached states are of the same run of the same inputs."""
    names = ("cached_result_expiration", "hashed_inputs")
    # A state without inputs says so by an empty dictionary, or not at all.
    return all((getattr(one, n) or None) == (getattr(other, n) or None) for n in names)
