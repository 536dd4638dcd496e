"""The name that a task gives each of its runs (`task_run_name`; semantics, 2.3)."""

from typing import Any

from ..context.context import context_values
from ..results.targets import names_for
from ..worker.task_spec import Step


def name_run(step: Step, values: dict[str, Any]) -> None:
    """Put the name of a task run into its context; what makes the name may raise."""
    named, name = names_for(values), step.task_run_name
    text = name.format(**named) if isinstance(name, str) else name(**named)
    context_values()["task_run_name"] = text
