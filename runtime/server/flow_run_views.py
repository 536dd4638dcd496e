"""What tasks are told of a flow run that has ended: its id, its state, its tasks."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, Optional

from ..states.conversion import as_state
from ..states.states import State
from ..worker.outcome import FAILED_STATES, Box, outcomes, received
from .own_run import check_own, facts_of_run


class NamedFlow:
    """What is known of the flow of a run: its name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f'<Flow: name="{self.name}">'


class FlowRunId(str):
    """The id of a flow run, with the FlowRunView of what became of it.

    It travels with that view: who waits for the run may do so on another worker.
    """

    seen: "FlowRunView"

    def __new__(cls, text: str, seen: "FlowRunView") -> "FlowRunId":
        new = super().__new__(cls, text)
        new.seen = seen
        return new

    def __reduce__(self) -> Any:
        return type(self), (str(self), self.seen)


class TaskRunView:
    """One task of a finished flow run, or one child of a mapped one (`map_index`).

    `has_result` is False where the result was not kept.
    """

    def __init__(
        self,
        flow_run_id: str,
        task_slug: str,
        name: str,
        box: Box,
        map_index: int = -1,
        has_result: bool = True,
    ) -> None:
        self.flow_run_id = flow_run_id
        self.task_slug = task_slug
        self.task_id = task_slug
        self.name = name
        self.map_index = map_index
        self.has_result = has_result
        # A box that has been pickled is a tuple.
        self._box: Any = box

    @property
    def box(self) -> Box:
        self._box = received(self._box)
        found: Box = self._box
        return found

    @property
    def task_run_id(self) -> str:
        return f"{self.flow_run_id}/{self.task_slug}/{self.map_index}"

    @property
    def state(self) -> State:
        return as_state(self.box)

    def get_result(self) -> Any:
        """What the task returned, of a mapped one the list of its children's results.

        ValueError if it, or a child, has failed and has none; LookupError if the
        result was not kept.
        """
        named = f"{self.task_slug} of flow run {self.flow_run_id}"
        states = [state for state, _ in outcomes(self.box)]
        failed = [state for state in states if state in FAILED_STATES]
        if failed:
            raise ValueError(f"The task {named} has no result: it is {failed[0]}.")
        if not self.has_result:
            raise LookupError(f"The result of the task {named} was not kept.")
        return self.box.value

    def iter_mapped(self) -> Iterator["TaskRunView"]:
        """The children of a mapped task; TypeError for any other."""
        if not self.box.mapped:
            raise TypeError(f"Task run {self.task_run_id!r} is not a mapped task.")
        return (self.child(place) for place in range(len(self.box.value)))

    def child(self, place: int) -> "TaskRunView":
        """One child of a mapped task; ValueError if there is none of this number."""
        if not self.box.mapped or not 0 <= place < len(self.box.value):
            named = f"{self.task_slug}[{place}]"
            raise ValueError(f"Flow run {self.flow_run_id} has no task run {named}.")
        box = self.box.child(place)
        return TaskRunView(self.flow_run_id, self.task_slug, self.name, box, place)

    def get_latest(self) -> "TaskRunView":
        return self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TaskRunView) and (self.task_run_id, self.state) == (
            other.task_run_id,
            other.state,
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}(task_run_id={self.task_run_id!r}, "
            f"task_slug={self.task_slug!r}, state={self.state})"
        )


class FlowRunView:
    """A flow run that has ended, as `prefect.backend.FlowRunView` shows one."""

    def __init__(
        self,
        flow_run_id: str,
        name: str,
        flow_id: str,
        labels: Optional[Iterable[str]],
        parameters: dict[str, Any],
        context: dict[str, Any],
        state: Any,
        states: Iterable[Any] = (),
        updated_at: Optional[datetime.datetime] = None,
        run_config: Any = None,
        task_runs: Iterable[TaskRunView] = (),
    ) -> None:
        self.flow_run_id = flow_run_id
        self.name = name
        self.flow_id = flow_id
        self.labels = list(labels or ())
        self.parameters = parameters
        self.context = context
        self.state = state
        self.states = list(states) or [state]
        self.updated_at = updated_at or datetime.datetime.now(datetime.timezone.utc)
        self.run_config = run_config
        self._task_runs = {each.task_slug: each for each in task_runs}

    @classmethod
    def from_flow_run_id(
        cls, flow_run_id: str, load_static_tasks: bool = False, **named: Any
    ) -> "FlowRunView":
        """What an id that `create_flow_run` gave tells, or that of this task's own run;
        ValueError for any other."""
        if isinstance(flow_run_id, FlowRunId):
            return flow_run_id.seen
        check_own(flow_run_id)
        return cls(flow_run_id, labels=(), **facts_of_run())

    def get_latest(self, load_static_tasks: bool = False) -> "FlowRunView":
        return self

    def get_flow_metadata(self, no_cache: bool = False) -> Any:
        """The flow, as far as its name goes."""
        return NamedFlow(self.flow_id)

    def get_logs(self, start_time: Any = None, end_time: Any = None) -> list[Any]:
        """None: the run's logs are among those of this run."""
        return []

    def get_task_run(
        self,
        task_slug: Optional[str] = None,
        task_run_id: Optional[str] = None,
        map_index: Optional[int] = None,
    ) -> TaskRunView:
        """A task by its slug, or by the id of its run; ValueError if there is none."""
        if task_run_id is not None:
            _, task_slug, index = task_run_id.rsplit("/", 2)
            map_index = int(index)
        if task_slug is None:
            raise ValueError("One of `task_run_id` or `task_slug` must be provided!")
        found = self.task_run_of(task_slug)
        return found if map_index in (None, -1) else found.child(int(map_index or 0))

    def task_run_of(self, slug: str) -> TaskRunView:
        """The task with this slug: the flow's, or the one that the task was given."""
        for spelt in (slug, f"{slug}-1", f"{slug}-copy"):
            if spelt in self._task_runs:
                return self._task_runs[spelt]
        known = ", ".join(self._task_runs) or "none"
        raise ValueError(
            f"The flow {self.flow_id!r} has no task {slug!r}; it has {known}."
        )

    def get_all_task_runs(self) -> list[TaskRunView]:
        return list(self._task_runs.values())

    def get_task_run_ids(self) -> list[str]:
        return [each.task_run_id for each in self._task_runs.values()]

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}(flow_run_id={self.flow_run_id!r}, "
            f"name={self.name!r}, state={self.state!r}, labels={self.labels!r}, "
            f"cached_task_runs={len(self._task_runs)})"
        )
