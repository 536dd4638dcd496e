"""`Parameter`: a task whose result a run is given (semantics, section 4)."""

from collections.abc import Iterable
from typing import Any, Optional

from ..states.signals import FAIL
from .build_stack import build_value
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
