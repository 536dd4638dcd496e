"""Pauses: a task that waits for somebody's approval (semantics, section 6)."""

import sys
import threading
from typing import Any, Optional

from ..worker.task_spec import Step

NOBODY_APPROVES = (
    "The task paused, and nobody is there to approve: set FLOWC_APPROVE={} "
    "(or all) for the script."
)


def is_approved(step: Step, surroundings: Optional[dict[str, Any]]) -> bool:
    """Whether FLOWC_APPROVE names the task, or a person at the terminal says y."""
    named = str((surroundings or {}).get("approved", "")).split(",")
    if {"all", step.slug, step.name} & {name.strip() for name in named}:
        return True
    main = threading.current_thread() is threading.main_thread()
    if not main or sys.stdin is None or not sys.stdin.isatty():
        return False
    question = f"<Task: {step.name}> is currently Paused; enter 'y' to resume:\n"
    return input(question).strip().lower() == "y"
