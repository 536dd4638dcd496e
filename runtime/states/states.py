"""Stand-ins for the states of Prefect 1, as handlers, triggers and callers see them."""

import datetime
from collections.abc import Iterable
from typing import Any, Optional


class State:
    """How a task or a flow stands: `message`, `result`, and what kind of state it is.

    Inside flowc outcomes travel as boxes; a State is made where somebody looks at one
    (semantics, section 6). A subclass is also what its parents are: a Skipped state is
    a Success.
    """

    color = "#696969"

    def __init__(
        self,
        message: Any = None,
        result: Any = None,
        context: Optional[dict[str, Any]] = None,
        cached_inputs: Optional[dict[str, Any]] = None,
    ) -> None:
        self.message = message
        self.result = result
        self.context = context or {}
        self.cached_inputs = cached_inputs or {}

    def __repr__(self) -> str:
        shown = "" if self.message is None else f': "{self.message}"'
        return f"<{type(self).__name__}{shown}>"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.compared() == other.compared()

    def __hash__(self) -> int:
        return id(self)

    def compared(self) -> dict[str, Any]:
        """What makes two states equal: all but the message and the context."""
        skipped = ("message", "context")
        return {name: v for name, v in vars(self).items() if name not in skipped}

    @classmethod
    def children(
        cls, include_self: bool = False, names_only: bool = False
    ) -> list[Any]:
        """Every subclass, however far down."""
        found: list[Any] = []
        for child in cls.__subclasses__():
            found += [child, *child.children()]
        return named_kinds(found + ([cls] if include_self else []), names_only)

    @classmethod
    def parents(cls, include_self: bool = False, names_only: bool = False) -> list[Any]:
        """The classes that this one derives from."""
        found: list[Any] = [kind for kind in cls.mro() if kind not in (object, cls)]
        return named_kinds(found + ([cls] if include_self else []), names_only)

    def is_pending(self) -> bool:
        return isinstance(self, Pending)

    def is_queued(self) -> bool:
        return isinstance(self, Queued)

    def is_scheduled(self) -> bool:
        return isinstance(self, (Scheduled, Queued))

    def is_submitted(self) -> bool:
        return isinstance(self, Submitted)

    def is_retrying(self) -> bool:
        return isinstance(self, Retrying)

    def is_running(self) -> bool:
        return isinstance(self, Running)

    def is_finished(self) -> bool:
        return isinstance(self, Finished)

    def is_looped(self) -> bool:
        return isinstance(self, Looped)

    def is_successful(self) -> bool:
        return isinstance(self, Success)

    def is_cached(self) -> bool:
        return isinstance(self, Cached)

    def is_mapped(self) -> bool:
        return isinstance(self, Mapped)

    def is_skipped(self) -> bool:
        return isinstance(self, Skipped)

    def is_failed(self) -> bool:
        return isinstance(self, Failed)

    def is_meta_state(self) -> bool:
        return isinstance(self, (Submitted, Queued))


def named_kinds(kinds: Iterable[type], names_only: bool) -> list[Any]:
    return [kind.__name__ if names_only else kind for kind in kinds]


class Pending(State):
    """Not started."""

    color = "#7ebdff"


class Scheduled(Pending):
    """Pending, to start at `start_time` (now, if not given)."""

    color = "#ffab00"

    def __init__(
        self,
        message: Any = None,
        result: Any = None,
        start_time: Optional[datetime.datetime] = None,
        cached_inputs: Optional[dict[str, Any]] = None,
        context: Optional[dict[str, Any]] = None,
    ) -> None:
        super().__init__(message, result, context, cached_inputs)
        self.start_time = start_time or datetime.datetime.now(datetime.timezone.utc)


class Paused(Scheduled):
    """Waits for somebody's approval."""

    color = "#99a8e8"


class Resume(Scheduled):
    """Approved after a pause."""

    color = "#fb8532"


class Retrying(Scheduled):
    """Failed, and to run again; `run_count` is the number of attempts so far."""

    color = "#FFFF00"

    def __init__(
        self,
        message: Any = None,
        result: Any = None,
        start_time: Optional[datetime.datetime] = None,
        cached_inputs: Optional[dict[str, Any]] = None,
        context: Optional[dict[str, Any]] = None,
        run_count: Optional[int] = None,
    ) -> None:
        super().__init__(message, result, start_time, cached_inputs, context)
        self.run_count = 1 if run_count is None else run_count


class Submitted(State):
    """Handed to an executor; `state` is the state that it wraps."""

    def __init__(
        self, message: Any = None, result: Any = None, state: Optional[State] = None
    ) -> None:
        super().__init__(message, result)
        self.state = state


class Queued(Submitted):
    """Waits for room to run."""

    color = "#a2b8ff"

    def __init__(
        self,
        message: Any = None,
        result: Any = None,
        state: Optional[State] = None,
        start_time: Optional[datetime.datetime] = None,
    ) -> None:
        super().__init__(message, result, state)
        self.start_time = start_time or datetime.datetime.now(datetime.timezone.utc)


class Running(State):
    """Running now."""

    color = "#3f75ff"


class Cancelling(Running):
    """Running, and to be stopped."""

    color = "#bdbdbd"


class Finished(State):
    """At an end, whichever."""

    color = "#a2b8ff"


class Looped(Finished):
    """To run again at once with its result; `loop_count` is the iteration's number."""

    color = "#003ccb"

    def __init__(
        self,
        message: Any = None,
        result: Any = None,
        loop_count: Optional[int] = None,
        context: Optional[dict[str, Any]] = None,
        cached_inputs: Optional[dict[str, Any]] = None,
    ) -> None:
        super().__init__(message, result, context, cached_inputs)
        self.loop_count = loop_count


class Success(Finished):
    """Ended well."""

    color = "#28a745"


class Cached(Success):
    """Ended well, and its result may serve again until `cached_result_expiration`.

    `hashed_inputs` and `cached_parameters` are what cache validators compare.
    """

    color = "#34d058"

    def __init__(
        self,
        message: Any = None,
        result: Any = None,
        cached_inputs: Optional[dict[str, Any]] = None,
        cached_parameters: Optional[dict[str, Any]] = None,
        cached_result_expiration: Optional[datetime.datetime] = None,
        context: Optional[dict[str, Any]] = None,
        hashed_inputs: Optional[dict[str, str]] = None,
    ) -> None:
        super().__init__(message, result, context, cached_inputs)
        self.cached_parameters = cached_parameters
        self.cached_result_expiration = cached_result_expiration
        self.hashed_inputs = hashed_inputs


class Mapped(Success):
    """A mapped task: `map_states` are those of its children."""

    color = "#97FFFF"

    def __init__(
        self,
        message: Any = None,
        result: Any = None,
        map_states: Optional[list[State]] = None,
        context: Optional[dict[str, Any]] = None,
        cached_inputs: Optional[dict[str, Any]] = None,
        n_map_states: Optional[int] = None,
    ) -> None:
        super().__init__(message, result, context, cached_inputs)
        self.map_states = map_states or []
        self.n_map_states = (
            len(self.map_states) if n_map_states is None else n_map_states
        )


class Skipped(Success):
    """Did not run, on purpose."""

    color = "#62757f"


class Cancelled(Finished):
    """Was stopped from outside."""

    color = "#bdbdbd"


class Failed(Finished):
    """Ended badly; the result is what was raised."""

    color = "#eb0000"


class TimedOut(Failed):
    """Took longer than it may."""

    color = "#CF4500"


class TriggerFailed(Failed):
    """Did not run, because its trigger does not allow it."""

    color = "#F28500"


class ValidationFailed(Failed):
    """Its result was not valid."""

    color = "#F28500"


def state_kinds() -> dict[str, Any]:
    """Every class of states, by its name.

    They are named one by one: where classes travel by value, a process may hold copies
    of them that are about to go, and `__subclasses__` still lists those.
    """
    kinds = (
        State,
        Pending,
        Scheduled,
        Paused,
        Resume,
        Retrying,
        Submitted,
        Queued,
        Running,
        Cancelling,
        Finished,
        Looped,
        Success,
        Cached,
        Mapped,
        Skipped,
        Cancelled,
        Failed,
        TimedOut,
        TriggerFailed,
        ValidationFailed,
    )
    return {kind.__name__: kind for kind in kinds}
