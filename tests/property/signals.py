"""Prefect's signals, as far as a value or a message shows them."""

from typing import Any


class Signal(BaseException):
    """Raised by a body or a trigger: the state it asks for, and the state's result."""

    state = ""

    def __init__(self, message: str, *result: Any) -> None:
        super().__init__(message)
        self.message = message
        self.result = result[0] if result else self


class SKIP(Signal):
    """Makes a task Skipped."""

    state = "Skipped"


class FAIL(Signal):
    """Makes a task Failed."""

    state = "Failed"


class SUCCESS(Signal):
    """Makes a task Success."""

    state = "Success"


class TRIGGERFAIL(Signal):
    """Makes a task TriggerFailed."""

    state = "TriggerFailed"


class VALIDATIONFAIL(Signal):
    """Makes a task ValidationFailed."""

    state = "ValidationFailed"


class LOOP(Signal):
    """Runs a task again, with the result in its context."""

    state = "Looped"


class Ending(BaseException):
    """ENDRUN: the named state is final."""

    def __init__(self, state: str, message: str, result: Any) -> None:
        super().__init__()
        self.state, self.message, self.result = state, message, result
        self.empty = result is None


SIGNALS: dict[str, type[Signal]] = {
    kind.__name__: kind for kind in (SKIP, FAIL, SUCCESS, TRIGGERFAIL, VALIDATIONFAIL)
}
