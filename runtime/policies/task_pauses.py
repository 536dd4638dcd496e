"""`pause_task`: a task that stops itself until somebody approves."""

import datetime
from typing import Any, Optional

from ..context.context import context_values
from ..states.signals import PAUSE


def pause_until_resumed(
    message: Optional[str] = None, duration: Optional[datetime.timedelta] = None
) -> None:
    """Raise PAUSE, except in a run that was resumed: the task runs from its start.

    `duration` is how long it waits at most.
    """
    if context_values().get("resume"):
        return
    start: Any = None
    if duration is not None:
        start = datetime.datetime.now(datetime.timezone.utc) + duration
    text = message or "Pause signal raised during task execution."
    raise PAUSE(text, start_time=start)
