"""`on_failure` as a state handler."""

from typing import Any, Callable

Handler = Callable[[Any, Any, Any], Any]


def failure_handler(on_failure: Callable[[Any, Any], Any]) -> Handler:
    """A state handler that calls `on_failure(task, state)` at every failure (137)."""

    def handler(subject: Any, old_state: Any, new_state: Any) -> Any:
        if new_state.is_failed():
            on_failure(subject, new_state)
        return new_state

    return handler
