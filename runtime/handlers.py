"""What a task's state handlers make of a new state (semantics, section 11)."""

import logging
from typing import Any

from .box_states import as_state, box_of, signalled
from .outcome import Box
from .signals import PrefectSignal
from .steps import Step


def handled(step: Step, old: Box, new: Box) -> tuple[Box, bool]:
    """The state that the handlers make of a new one, and whether it is final: it is if
    a handler fails, or raises ENDRUN or PAUSE (case 140)."""
    old_state = as_state(old)
    new_state: Any = as_state(new)
    try:
        for handler in step.state_handlers:
            new_state = handler(step.subject, old_state, new_state) or new_state
        return box_of(new_state), False
    except Exception as error:
        message = f"Unexpected error while calling state handlers: {error!r}"
        logging.getLogger("prefect.TaskRunner").exception(message)
        return Box("Failed", error, message), True
    except PrefectSignal as error:
        final = type(error).__name__ in ("ENDRUN", "PAUSE")
        return signalled(error) or old, final
