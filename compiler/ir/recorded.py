"""A flow that is built by its own Python, while the script runs."""

from dataclasses import dataclass

from ..diagnostics import Span


@dataclass(frozen=True)
class Recorded:
    """Why a flow is not lowered statically, and where; what becomes of its Python.

    `reason` is the first obstacle's message. The region then holds the statement that
    builds the flow.
    """

    reason: str
    span: Span | None
