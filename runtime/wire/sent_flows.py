"""Flows that go along with a run, for tasks that start them by their names."""

from typing import Any, Optional

from .cloudpickling import dumped_by_value, loaded_whole


class SentFlow:
    """A flow in the context of a run: on its way it is bytes of its own.

    It is opened where a task starts it. One that can't be sent, or opened, is a problem
    of that task alone.
    """

    def __init__(
        self, flow: Any, data: Optional[bytes] = None, problem: str = ""
    ) -> None:
        self.flow = flow
        self.data = data
        self.problem = problem

    def __reduce__(self) -> Any:
        if self.data is None and not self.problem:
            try:
                self.data = dumped_by_value(self.flow)
            except Exception as error:
                self.problem = f"{type(error).__name__}: {error}"
        return SentFlow, (None, self.data, self.problem)

    def opened(self) -> Any:
        """The flow; ValueError where it could not be sent."""
        if self.flow is None and self.data is None:
            raise ValueError(f"the flow can't be sent to a worker: {self.problem}")
        if self.flow is None:
            self.flow = loaded_whole(self.data)
        return self.flow


def flow_of(found: Any) -> Any:
    """A flow of the context as it is, opened if it was sent."""
    return found.opened() if isinstance(found, SentFlow) else found
