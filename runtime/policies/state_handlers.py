"""What a task's state handlers make of a new state (semantics, section 11)."""

import logging
from typing import Any, Optional

from ..states.conversion import as_state, box_of, no_state, signalled
from ..states.signals import PrefectSignal
from ..worker.outcome import Box
from ..worker.task_spec import Step


def handled(step: Step, old: Box, new: Box, index: Optional[int]) -> tuple[Box, bool]:
    """The state that the handlers make of a new one, and whether it is final: it is if
    a handler fails, raises ENDRUN or PAUSE (case 140), or returns no state.

    `index` is the task's number in its map.
    """
    try:
        state = called_handlers(step, as_state(old), as_state(new))
        question = "is_running" if new.state == "Running" else "is_successful"
        wrong = no_state(state, question)
        return (
            (box_of(state), False)
            if wrong is None
            else (
                failed_for_value(step, state, wrong, index),
                True,
            )
        )
    except Exception as error:
        message = f"Unexpected error while calling state handlers: {error!r}"
        logging.getLogger("prefect.TaskRunner").exception(message)
        return Box("Failed", error, message), True
    except PrefectSignal as error:
        final = type(error).__name__ in ("ENDRUN", "PAUSE")
        return signalled(error) or old, final


def called_handlers(step: Step, old: Any, new: Any) -> Any:
    """What the handlers return, one after the other."""
    for handler in step.state_handlers:
        new = handler(step.subject, old, new) or new
    return new


def failed_for_value(
    step: Step, value: Any, wrong: Exception, index: Optional[int]
) -> Box:
    """The failure of a task whose handlers returned a value that is no state.

    They see the failure too; a second such value gives it Prefect's last message.
    """
    failure = Box("Failed", wrong, f"Unexpected error: {wrong!r}")
    state = called_handlers(step, value, as_state(failure))
    last = no_state(state, "is_looped")
    if last is None:
        return box_of(state)
    name = step.name if index is None else f"{step.name}[{index}]"
    message = f"Task '{name}': Unexpected error while running task: {last!r}"
    return Box("Failed", last, message)
