"""`prefect.context` with the times that Prefect takes from pendulum."""

from typing import Any

from ..pendulum.moments import moment_of
from .context_stand_in import PlainContext
from .run_context import ContextTime


class RunContext(PlainContext):
    """What stands for `prefect.context`: its times are DateTimes, made when read.

    So the values that travel to workers are small, and pendulum need not be there.
    """

    def told(self, name: str) -> Any:
        value = super().told(name)
        return moment_of(value) if isinstance(value, ContextTime) else value
