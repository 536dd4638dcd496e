"""From boxes to the states that user code looks at, and back."""

from typing import Any, Optional

from ..worker.outcome import Box
from .signals import raised_state
from .states import Mapped, State, state_kinds

# What a box has slots of its own for.
BOXED = ("message", "result", "map_states", "n_map_states")


def as_state(box: Box, known: Optional[dict[Any, Any]] = None) -> State:
    """Return the state that a box stands for; of a mapped one with its children's.

    `known` has boxes and their states by identity, and gets this one: boxes of one
    state are given one object.
    """
    known = {} if known is None else known
    if box.identity not in known:
        known[box.identity] = box, state_made(box, known)
    state: State = known[box.identity][1]
    return state


def state_made(box: Box, known: dict[Any, Any]) -> State:
    kinds = state_kinds()
    if box.children is None:
        state: State = kinds.get(box.state, State)(box.message, box.value)
    else:
        states = [as_state(box.child(place), known) for place in range(len(box.value))]
        state = Mapped(box.message, box.value, map_states=states)
    vars(state).update(box.extra or {})
    return state


def box_of(state: Any) -> Box:
    """The box of a state, of a stand-in's as of real Prefect's."""
    children = None
    if type(state).__name__ == "Mapped":
        boxes = [box_of(child) for child in state.map_states]
        children = {place: box.outcome for place, box in enumerate(boxes)}
    extra = {
        name: value
        for name, value in vars(state).items()
        if name not in BOXED and not name.startswith("_") and not is_empty(value)
    }
    message = state.message if state.message is None else str(state.message)
    name = known_kind(state)
    return Box(name, state.result, message, children, extra=extra or None)


def no_state(value: Any, question: str) -> Optional[Exception]:
    """What keeps a handler's value from being a state: the error of Prefect's next
    question to it, a method's name; None if nothing does."""
    try:
        getattr(value, question)()
    except Exception as error:
        return error
    return None


def is_empty(value: Any) -> bool:
    """Whether an attribute of a state says nothing; arrays have no truth."""
    return value is None or (isinstance(value, dict) and not value)


def known_kind(state: Any) -> str:
    """The name of a state's class, or of the nearest known one that it derives from."""
    known = state_kinds()
    names = (kind.__name__ for kind in type(state).__mro__)
    return next((name for name in names if name in known), "Failed")


def signalled(error: BaseException) -> Optional[Box]:
    """The box of the state that a signal stands for, also one of real Prefect's."""
    state: Any = raised_state(error)
    if state is None and not hasattr(error, "state"):
        return None
    names = {kind.__name__ for kind in type(error).__mro__}
    if state is None and names & {"PrefectStateSignal", "ENDRUN"}:
        state = getattr(error, "state", None)
    return None if state is None else box_of(state)
