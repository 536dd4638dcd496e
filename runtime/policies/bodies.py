"""Calling a task's own code, its prints and its time as the task wants them."""

import functools
import logging
from typing import Any, Callable

from ..worker.task_spec import Step
from .task_logs import configure_task_log, printing_to
from .timeouts import call_within


def call_body(step: Step, arguments: dict[str, Any]) -> Any:
    """Call the task's function with its arguments by name."""
    function = step.function
    if step.log_stdout:
        function = functools.partial(call_printing, step.name, function)
    if step.timeout is None:
        return function(**arguments)
    return call_within(step.timeout, function, arguments, step.name)


def call_printing(name: str, function: Callable[..., Any], /, **arguments: Any) -> Any:
    """Call the function; what it prints goes to the task's logger."""
    configure_task_log()
    with printing_to(logging.getLogger(f"prefect.{name}")):
        return function(**arguments)
