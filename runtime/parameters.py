"""`Parameter`: a task whose result a run is given (semantics, section 4)."""

import datetime
from collections.abc import Iterable
from typing import Any, Optional

from .building import build_value
from .pendulums import pendulum_module
from .signals import FAIL
from .task_settings import NoDefault
from .tasks import Task


class Parameter(Task):
    """An input of the flow; required if it has no default. Its slug is its name."""

    _kind = "Parameter"

    def __init__(
        self,
        name: str,
        default: Any = NoDefault(),  # noqa: B008
        required: Optional[bool] = None,
        tags: Optional[Iterable[str]] = None,
    ) -> None:
        missing = isinstance(default, NoDefault)
        self.required = missing if required is None else required
        self.default = None if missing else default
        super().__init__(name=name, slug=name, tags=tags, checkpoint=True)

    def __repr__(self) -> str:
        return f"<Parameter: {self.name}>"

    def __call__(self, flow: Any = None) -> Any:  # type: ignore[override]
        """Add this very parameter to a flow (case 153)."""
        return super().bind(flow=flow)

    def copy(self, name: str, **task_args: Any) -> Any:  # type: ignore[override]
        """A copy under another name, which is its slug too."""
        return super().copy(name=name, slug=name, **task_args)

    def run(self) -> Any:
        """The value in the context's parameters, or the default."""
        given = build_value("parameters") or {}
        if self.required and self.name not in given:
            raise FAIL(f'Parameter "{self.name}" was required but not provided.')
        return given.get(self.name, self.default)

    def convert(self, value: Any) -> Any:
        """The parameter's result, given its value."""
        return value


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
        """What pendulum makes of the value, as in Prefect, where pendulum can be
        imported; else a datetime, of ISO text only. Without a zone it is UTC."""
        if value is None:
            return None
        pendulum = pendulum_module()
        if pendulum is not None:
            is_text = isinstance(value, str)
            return pendulum.parse(value) if is_text else pendulum.instance(value)
        date = from_iso(value) if isinstance(value, str) else value
        if date.tzinfo is None:
            date = date.replace(tzinfo=datetime.timezone.utc)
        return date


def from_iso(text: str) -> datetime.datetime:
    """A datetime of ISO text; before Python 3.11 `Z` is not known as UTC."""
    zoned = f"{text[:-1]}+00:00" if text.endswith(("Z", "z")) else text
    return datetime.datetime.fromisoformat(zoned)
