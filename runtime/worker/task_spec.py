"""A step: one task of the flow with its policy, as a Dask node carries it."""

import datetime
from collections.abc import Sequence
from typing import Any, Callable, Optional

from ..policies.failure_handlers import Handler, failure_handler
from ..policies.triggers import BuiltInTrigger, all_successful


class Step:
    """A task call: its slug, the function, where its inputs come from, its policy.

    `inputs` maps each argument to the name of the result or input it is given;
    `upstream` names those that only have to be finished. `result` is the name under
    which other steps of the same kernel read this step's outcome. `subject` is the task
    that handlers and triggers are given: the source's own object, else the step.
    `edges` says of an input, by its name, which task it comes from.
    """

    def __init__(
        self,
        slug: str,
        function: Callable[..., Any],
        name: Optional[str] = None,
        max_retries: int = 0,
        retry_delay: Optional[datetime.timedelta] = None,
        retry_on: Any = None,
        timeout: Any = None,
        trigger: Optional[Callable[..., Any]] = None,
        skip_on_upstream_skip: bool = True,
        cache_for: Optional[datetime.timedelta] = None,
        cache_validator: Any = None,
        cache_key: Optional[str] = None,
        checkpoint: Optional[bool] = None,
        store: Any = None,
        target: Any = None,
        state_handlers: Sequence[Handler] = (),
        on_failure: Any = None,
        log_stdout: bool = False,
        tags: Sequence[str] = (),
        task_run_name: Any = None,
        subject: Any = None,
    ) -> None:
        self.slug = slug
        self.function = function
        default = getattr(function, "__name__", type(function).__name__)
        self.name: str = name or default
        self.max_retries = max_retries or 0
        self.retry_delay = retry_delay
        self.retry_on = as_kinds(retry_on)
        self.timeout = as_seconds_whole(timeout)
        self.trigger = trigger or all_successful
        self.skip_on_upstream_skip = skip_on_upstream_skip
        self.cache_for = cache_for
        self.cache_validator = cache_validator
        self.cache_key = cache_key or self.name
        self.checkpoint = checkpoint
        self.store = store
        self.target = target
        last = [failure_handler(on_failure)] if on_failure else []
        self.state_handlers = [*state_handlers, *last]
        self.log_stdout = log_stdout
        self.tags = tuple(tags)
        self.task_run_name = task_run_name
        self.subject = self if subject is None else subject
        self.inputs: dict[str, str] = {}
        self.upstream: tuple[str, ...] = ()
        self.edges: dict[str, Any] = {}
        self.result = slug
        # The signal of its trigger, once it has refused to let it run.
        self.refused: Optional[BaseException] = None
        # Whether its code may look at `prefect.context`.
        self.looks = False
        # Whether each attempt has a copy, and what those are made of.
        self.copied = False
        self.original: Any = None

    @property
    def plain(self) -> bool:
        """Whether a success, after nothing but successes, is only the call."""
        trigger = self.trigger
        return not (
            self.state_handlers
            or self.timeout is not None
            or self.cache_for is not None
            or self.target is not None
            or self.log_stdout
            or self.task_run_name
            or not (isinstance(trigger, BuiltInTrigger) and trigger.certain)
        )


def as_kinds(kinds: Any) -> tuple[Any, ...]:
    """`retry_on` as a tuple of classes of exceptions."""
    if kinds is None:
        return ()
    return (kinds,) if isinstance(kinds, type) else tuple(kinds)


def as_seconds_whole(limit: Any) -> Optional[int]:
    """A timeout in whole seconds, as Prefect takes it (2.3); None for no limit."""
    if isinstance(limit, datetime.timedelta):
        return int(limit.total_seconds())
    return None if limit is None else int(limit)
