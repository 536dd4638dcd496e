"""Tasks that a package made with the real Prefect, as tasks of a recorded flow.

They run where that package and Prefect are installed.
"""

import functools
from types import FunctionType
from typing import Any

from ..authoring.delayed import FOREIGN
from ..authoring.tasks import Task
from ..policies.triggers import (
    all_failed,
    all_finished,
    all_successful,
    any_failed,
    any_successful,
    manual_only,
    not_all_skipped,
)

KEPT_SETTINGS = (
    "name",
    "tags",
    "max_retries",
    "retry_delay",
    "timeout",
    "skip_on_upstream_skip",
    "state_handlers",
    "log_stdout",
    "task_run_name",
    "nout",
)


class ForeignTask(Task):
    """A task of the real Prefect's: its settings, and its own `run`."""

    def __init__(self, origin: Any) -> None:
        self.origin = origin
        self.run = origin.run
        named: dict[str, Any]
        named = {name: getattr(origin, name, None) for name in KEPT_SETTINGS}
        super().__init__(trigger=own_trigger(origin.trigger), **named)


def own_trigger(trigger: Any) -> Any:
    """The runtime's trigger of the same name; any other is asked as it is."""
    known = (
        all_successful,
        all_failed,
        any_successful,
        any_failed,
        all_finished,
        not_all_skipped,
        manual_only,
    )
    name = getattr(trigger, "__name__", "")
    return next((each for each in known if each.__name__ == name), trigger)


def adopted(thing: Any) -> Any:
    """What carried code imports and calls while it builds a flow, ready for that.

    A task of the real Prefect's becomes one of the flow, a class of such tasks makes
    such ones; anything else is what it is. `delayed` knows functions that are none.
    """
    if isinstance(thing, FunctionType):
        FOREIGN.add(thing)
    if isinstance(thing, type):
        return functools.partial(adopted_call, thing) if is_foreign(thing) else thing
    return ForeignTask(thing) if is_foreign(type(thing)) else thing


def adopted_call(kind: Any, *values: Any, **named: Any) -> ForeignTask:
    return ForeignTask(kind(*values, **named))


def is_foreign(kind: type) -> bool:
    """Whether a class derives from the real Prefect's Task."""
    bases = ((base.__module__, base.__name__) for base in kind.__mro__)
    return ("prefect.core.task", "Task") in bases
