"""Calling a task's own code, its prints and its time as the task wants them."""

import logging
from typing import Any

from .steps import Step
from .task_logs import configure_task_log, printing_to
from .timeouts import call_within


def call_body(step: Step, arguments: dict[str, Any]) -> Any:
    """Call the task's function with its arguments by name."""
    if step.log_stdout:
        configure_task_log()
        with printing_to(logging.getLogger(f"prefect.{step.name}")):
            return call_in_time(step, arguments)
    return call_in_time(step, arguments)


def call_in_time(step: Step, arguments: dict[str, Any]) -> Any:
    if step.timeout is None:
        return step.function(**arguments)
    return call_within(step.timeout, step.function, arguments, step.name)
