"""Results on disk: targets and checkpoints (semantics, section 10.4)."""

import contextlib
from typing import Any, Optional

from ..context.context import context_values
from ..worker.outcome import Box
from ..worker.task_spec import Step
from .store_errors import RESULT_ADVICE, ResultNotImplementedError


def target_box(step: Step, values: dict[str, Any]) -> Optional[Box]:
    """The Cached outcome of a task whose target exists already (146)."""
    from dask.base import tokenize

    store, named = store_of(step), names_for(values)
    target = step.target if isinstance(step.target, str) else step.target(**named)
    if not store.exists(target, **named):
        return None
    location = target.format(**named)
    extra = {
        "hashed_inputs": {key: tokenize(value) for key, value in values.items()},
        "cached_parameters": named.get("parameters"),
    }
    message = f"Result found at task target {location}"
    return Box("Cached", store.read(location).value, message, extra=extra)


def stored(step: Step, box: Box, values: dict[str, Any]) -> Box:
    """The outcome, its value written where results are kept if it is to be (149)."""
    if step.checkpoint is not False and box.value is not None:
        with contextlib.suppress(ResultNotImplementedError):
            store_of(step).write(box.value, **names_for(values))
    return box


def store_of(step: Step) -> Any:
    """The task's Result, or the flow's, with the task's target as its location."""
    found = step.store or context_values().get("flow_result")
    if found is None:
        raise ResultNotImplementedError(RESULT_ADVICE)
    found = found.copy()
    if step.target is not None:
        found.place(step.target)
    return found


def names_for(values: dict[str, Any]) -> dict[str, Any]:
    """What a location may name: parameters, context, and the task's own inputs."""
    context = context_values()
    named = {**(context.get("parameters") or {}), **context, **values}
    named.pop("self", None)
    return named
