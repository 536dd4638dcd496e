"""`DateTimeParameter`: a parameter that is a point in time (semantics, section 4)."""

from collections.abc import Iterable
from typing import Any, Optional

from ..pendulum.date_texts import parse_moment
from ..pendulum.installed import pendulum_module
from ..pendulum.moments import moment_of
from .parameters import Parameter
from .task_settings import NoDefault


class DateTimeParameter(Parameter):
    """A point in time, given as text or as a datetime.

    As in Prefect the default counts only with `required=False` (cases 154, 155).
    """

    _kind = "DateTimeParameter"

    def __init__(
        self,
        name: str,
        default: Any = NoDefault(),  # noqa: B008
        required: bool = True,
        tags: Optional[Iterable[str]] = None,
    ) -> None:
        super().__init__(name, default, required, tags)

    def run(self) -> Any:
        return self.convert(super().run())

    def convert(self, value: Any) -> Any:
        """What pendulum makes of the value, as in Prefect; without a zone it is UTC.

        ValueError for text that means no time, TypeError or AttributeError for a value
        of another kind.
        """
        if value is None:
            return None
        return moment_of_text(value) if isinstance(value, str) else moment_of(value)


def moment_of_text(text: str) -> Any:
    """What a text means, in UTC if it names no zone; ValueError if it is none."""
    module = pendulum_module()
    return module.parse(text) if module else parse_moment(text)
