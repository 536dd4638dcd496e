"""The settings of a task: their defaults, and what is refused (semantics, 2.3)."""

import copy
import datetime
import warnings
from collections.abc import Iterable, Sequence
from typing import Any, Callable, Optional

from ..policies.environment_defaults import default_setting
from ..policies.failure_handlers import failure_handler


class NoDefault:
    """Stands for a default that was not given; known by its type, since it travels."""

    def __repr__(self) -> str:
        return "<no default>"


def checked_retries(
    max_retries: Optional[int], retry_delay: Any, retry_on: Any
) -> tuple[int, Any, Optional[set[type]]]:
    """The retries of a task, their delay, and for which exceptions (None: for all)."""
    if max_retries is None:
        max_retries = default_setting("MAX_RETRIES") or 0
    if retry_delay is None and max_retries:
        retry_delay = default_setting("RETRY_DELAY")
        if isinstance(retry_delay, int):
            retry_delay = datetime.timedelta(seconds=retry_delay)
    if max_retries > 0 and retry_delay is None:
        raise ValueError(
            "A datetime.timedelta `retry_delay` must be provided if max_retries > 0"
        )
    if retry_on and not max_retries > 0:
        raise ValueError(
            "A number of `max_retries` must be provided if `retry_on` is set."
        )
    kinds = checked_exceptions(retry_on) if retry_on else None
    if retry_delay is not None and not max_retries:
        raise ValueError(
            "A `max_retries` argument greater than 0 must be provided if specifying "
            "a retry delay."
        )
    return max_retries, retry_delay, kinds


def checked_exceptions(retry_on: Any) -> set[type]:
    """The exception types that `retry_on` names, one or several of them."""
    kinds = set(retry_on) if isinstance(retry_on, Iterable) else {retry_on}
    for each in kinds:
        if not isinstance(each, type):
            raise TypeError(
                f"Invalid `retry_on` value {each!r}. Expected an exception type but "
                f"got an instance of {type(each).__name__}"
            )
        if not issubclass(each, Exception):
            raise TypeError(
                f"Invalid `retry_on` value {each!r}. Expected an exception subclass."
            )
    return kinds


def checked_timeout(timeout: Any) -> Optional[int]:
    """A timeout in whole seconds; a timedelta's fraction of a second is dropped."""
    if timeout is None:
        timeout = default_setting("TIMEOUT")
    if isinstance(timeout, datetime.timedelta):
        if timeout.microseconds > 0:
            warnings.warn(
                "Task timeouts have whole seconds; the fraction is ignored.",
                stacklevel=3,
            )
        timeout = int(timeout.total_seconds())
    if timeout is not None and not isinstance(timeout, int):
        raise TypeError("Only integer timeouts (representing seconds) are supported.")
    return timeout


def checked_tags(tags: Optional[Iterable[str]]) -> set[str]:
    """The tags as a set; a string is not a collection of its letters."""
    if isinstance(tags, str):
        raise TypeError("Tags should be a set of tags, not a string.")
    return set(tags or ())


def checked_handlers(handlers: Any, on_failure: Optional[Callable[..., Any]]) -> Any:
    """The state handlers, with `on_failure` as the last of them.

    As in Prefect it is appended to the very list that was given.
    """
    if handlers and not isinstance(handlers, Sequence):
        raise TypeError("state_handlers should be iterable.")
    listed: Any = handlers or []
    if on_failure is not None:
        listed.append(failure_handler(on_failure))
    return listed


def result_given(result: Any, handler: Any) -> Any:
    """The result of a task or flow: that of its `result_handler`, which Prefect had up
    to 0.14, where it has one.

    TypeError for a handler that is not made of Prefect's ResultHandler.
    """
    if handler is None:
        return result
    if not hasattr(handler, "as_result"):
        raise TypeError(f"`result_handler` takes a ResultHandler, not {handler!r}")
    return handler.as_result()


def located_result(result: Any, target: Any) -> Any:
    """The result object, its location the target's where a task has both."""
    if not (target and result):
        return result
    moved = copy.copy(result)
    moved.location = target
    return moved
