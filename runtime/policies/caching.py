"""Cached results: `cache_for` across the runs of one process (section 10.3)."""

import datetime
from typing import Any, Optional

from ..context.context import context_values
from ..states.conversion import box_of
from ..worker.outcome import Box
from ..worker.task_spec import Step


def cached_candidate(step: Step, values: dict[str, Any]) -> Optional[Box]:
    """A cached state of an earlier run that the step's validator accepts."""
    caches = context_values().get("caches") or {}
    for candidate in caches.get(step.cache_key, ()):
        if still_good(step, candidate, values):
            return box_of(candidate)
    return None


def still_good(step: Step, candidate: Any, values: dict[str, Any]) -> bool:
    """Whether a cached state serves: by the validator, else by its expiration."""
    if step.cache_validator is not None:
        parameters = context_values().get("parameters")
        return bool(step.cache_validator(candidate, values, parameters))
    until = candidate.cached_result_expiration
    return until is None or until > datetime.datetime.now(datetime.timezone.utc)


def cached_box(step: Step, box: Box, values: dict[str, Any]) -> Box:
    """The Cached outcome of a success: it is one from the first run on (143)."""
    from dask.base import tokenize

    assert step.cache_for is not None
    now = datetime.datetime.now(datetime.timezone.utc)
    extra = {
        "cached_result_expiration": now + step.cache_for,
        "cached_parameters": dict(context_values().get("parameters") or {}),
        "hashed_inputs": {key: tokenize(value) for key, value in values.items()},
    }
    return Box("Cached", box.value, box.message, extra=extra)
