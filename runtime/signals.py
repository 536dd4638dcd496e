"""Stand-ins for the signals of Prefect 1 that travel as results."""

from typing import Any


class TRIGGERFAIL(BaseException):
    """The result of a task whose trigger failed (semantics, section 6)."""

    def __init__(self, message: str = "", *others: Any) -> None:
        super().__init__(message)
