"""The states of a flow run, and what handlers make of them (semantics, section 11)."""

import logging
from typing import Any, Optional

from ..context.context import context_entered
from .conversion import no_state
from .signals import ENDRUN, PAUSE, PrefectSignal, raised_state
from .states import Failed, Running, Scheduled, State

HANDLERS_FAILED = "Unexpected error while calling state handlers: "


class FlowStates:
    """The state of a flow run: Scheduled, then Running, then what it ended with.

    Handlers are called with (flow, old, new), here and not on a worker, in the context
    of the run.
    """

    def __init__(self, flow: Any, builder: Any) -> None:
        self.context: dict[str, Any] = builder.surroundings
        self.state: State = Scheduled(result={})
        self.ended = False
        self.flaw: Optional[Exception] = builder.flaw
        self.flow = flow
        self.handlers = list(flow.state_handlers)
        self.terminal_handler = flow.terminal_state_handler

    def begin(self) -> bool:
        """Go over to Running; whether the flow's tasks are to run."""
        self.change(Running("Running flow."))
        if self.flaw is not None:
            self.change(broken("Unexpected error: ", self.flaw))
        return self.state.is_running() and not self.ended

    def finish(self, decided: State, reference_states: set[Any]) -> None:
        """Go over to the state that the tasks decided on, as far as handlers let it."""
        self.change(self.overridden(decided, reference_states))

    def overridden(self, decided: State, reference_states: set[Any]) -> State:
        """What the flow's terminal state handler makes of the state (case 142)."""
        if self.terminal_handler is None:
            return decided
        try:
            with context_entered(self.context):
                other = self.terminal_handler(self.flow, decided, reference_states)
            return decided if other is None else other
        except PrefectSignal as error:
            return stated(error)
        except Exception as error:
            return broken("Unexpected error: ", error)

    def change(self, new_state: State) -> None:
        """Go over to a state, or to what the handlers return instead of it.

        One that fails, that raises ENDRUN or PAUSE, or that returns no state, ends the
        run.
        """
        try:
            with context_entered(self.context):
                for handler in self.handlers:
                    new_state = handler(self.flow, self.state, new_state) or new_state
        except PrefectSignal as error:
            new_state = stated(error)
            self.ended = isinstance(error, (ENDRUN, PAUSE))
        except Exception as error:
            new_state = broken(HANDLERS_FAILED, error)
            self.ended = True
        wrong = no_state(new_state, "is_running")
        if wrong is not None:
            new_state = broken("Unexpected error: ", wrong)
            self.ended = True
        self.state = new_state


def stated(error: PrefectSignal) -> State:
    """The state that a signal stands for; signals without one go on up."""
    state = raised_state(error)
    if state is None:
        raise error
    return state


def broken(what: str, error: Exception) -> State:
    """The state of a flow whose own code failed; the log has the traceback."""
    message = f"{what}{error!r}"
    logging.getLogger("prefect.FlowRunner").error(message, exc_info=error)
    return Failed(message, error)
