"""What the real Prefect raises inside a task, as the signals of this script."""

from typing import Any, Optional

from ..states.signals import ENDRUN, PrefectSignal, signal_kinds
from ..states.states import State, state_kinds

REAL_SIGNALS = "prefect.engine.signals"


def own_signal(error: BaseException) -> Optional[BaseException]:
    """Our signal for one that the real Prefect raised; None for anything else."""
    if isinstance(error, PrefectSignal):
        return None
    kinds = {kind.__name__: kind for kind in signal_kinds(PrefectSignal)}
    for real in type(error).mro():
        if real.__module__ == REAL_SIGNALS and real.__name__ in kinds:
            return signal_like(kinds[real.__name__], error)
    return None


def signal_like(kind: Any, error: BaseException) -> BaseException:
    """A signal of ours with the message, result and times of a real one."""
    theirs = getattr(error, "state", None)
    if theirs is None:
        plain: BaseException = kind(*error.args)
        return plain
    state = own_state(theirs)
    signal: BaseException = kind(state if kind is ENDRUN else state.message)
    if state.result is error:
        state.result = signal
    signal.state = state  # type: ignore[attr-defined]
    return signal


def own_state(state: Any) -> State:
    """Our state for one of the real Prefect."""
    kinds = state_kinds()
    names = [real.__name__ for real in type(state).mro()]
    kind = next(kinds[name] for name in names if name in kinds)
    found: State = kind(state.message, state.result)
    for name, item in vars(found).items():
        if name not in ("message", "result", "context", "cached_inputs"):
            setattr(found, name, getattr(state, name, item))
    return found
