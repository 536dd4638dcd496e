"""A flow that is built by its own Python, while the script runs."""

from dataclasses import dataclass

from ..diagnostics import Span


@dataclass(frozen=True)
class Recorded:
    """Why a flow is not lowered statically, and where; what becomes of its Python.

    `reason` is the first obstacle's message. The region then holds the statements that
    build the flow; `variable` is theirs. `settled` tells that the schedule and the
    executor are those of the settings: where it is False, the flow object has them.
    `foreign` are the names of other packages that the statements call.
    """

    reason: str
    span: Span | None
    variable: str
    settled: bool
    foreign: tuple[str, ...] = ()
