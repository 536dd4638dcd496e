"""Stand-ins for the signals of Prefect 1: what a task raises to choose its state."""

from typing import Any, Optional

from .states import (
    Failed,
    Looped,
    Paused,
    Retrying,
    Skipped,
    State,
    Success,
    TriggerFailed,
    ValidationFailed,
)


class PrefectSignal(BaseException):
    """Any signal. No Exception, as since Prefect 0.15 (case 061)."""


class ENDRUN(PrefectSignal):
    """Ends the task run with `state`, which is final: no retry (case 063)."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


class PrefectStateSignal(PrefectSignal):
    """A signal that stands for a state; its result is the signal itself, if none is
    given (semantics, section 6)."""

    state_class: Any = State

    def __init__(self, message: Any = None, *others: Any, **named: Any) -> None:
        super().__init__(message)
        named.setdefault("result", self)
        self.state = self.state_class(message, *others, **named)


class FAIL(PrefectStateSignal):
    """The task failed. It is retried like an exception (case 060)."""

    state_class = Failed


class TRIGGERFAIL(FAIL):
    """The task's trigger does not allow it to run."""

    state_class = TriggerFailed


class VALIDATIONFAIL(FAIL):
    """The task's result is not valid."""

    state_class = ValidationFailed


class SUCCESS(PrefectStateSignal):
    """The task succeeded."""

    state_class = Success


class SKIP(PrefectStateSignal):
    """The task is skipped, and so is what reads it."""

    state_class = Skipped


class PAUSE(PrefectStateSignal):
    """The task waits for somebody's approval."""

    state_class = Paused


class RETRY(PrefectStateSignal):
    """The task is to run again, without limit (case 059)."""

    state_class = Retrying


class LOOP(PrefectStateSignal):
    """The task is to run again at once, with this result to go on from."""

    state_class = Looped

    def __init__(self, message: Any = None, *others: Any, **named: Any) -> None:
        self.args = (message,)
        named.setdefault("result", repr(self))
        super().__init__(message, *others, **named)


class TaskTimeoutSignal(PrefectSignal):
    """The result of a task that took too long."""


def signal_from_state(state: State) -> type:
    """The class of the signal that stands for a kind of state; else ValueError."""
    for kind in signal_kinds(PrefectStateSignal):
        if kind.state_class is type(state):
            found: type = kind
            return found
    raise ValueError(f"No signal matches the provided state: {state}")


def signal_kinds(base: Any) -> list[Any]:
    """Every class of signals under `base`."""
    return [kind for sub in base.__subclasses__() for kind in (sub, *signal_kinds(sub))]


def raised_state(error: BaseException) -> Optional[State]:
    """The state that a signal stands for; None for any other exception."""
    return error.state if isinstance(error, (PrefectStateSignal, ENDRUN)) else None


def is_outcome(error: BaseException) -> bool:
    """Whether what a body raised is a task's outcome, and does not end the process."""
    return isinstance(error, (Exception, SystemExit, PrefectSignal))
