"""A finished run of a flow, as a program or another module looks at it."""

import copy
import datetime
from typing import Any, Callable, Optional

from ..cluster.places import held_by
from ..graph.builder import GraphBuilder
from ..states.flow_states import FlowStates
from ..states.run_states import Released, RunStates
from ..states.states import Failed, Pending, State, Success
from ..worker.outcome import Box
from .note_folder import Folder, has_failed
from .report import report_of
from .task_record import TaskRecord

SUCCESS_MESSAGE = "All reference tasks succeeded."
FAILURE_MESSAGE = "Some reference tasks failed."
UNDECIDED_MESSAGE = "No reference tasks failed."


class TaskResult:
    """A task's outcome as `FlowRun.tasks` gives it; `result` fetches the value."""

    def __init__(self, record: TaskRecord, fetch: Callable[[], Box]) -> None:
        self.state = record.state
        self.message = record.message
        self.fetch = fetch

    @property
    def result(self) -> Any:
        """The task's value, fetched from the cluster now.

        Raises LookupError if it was released: only terminal tasks keep theirs, and
        those named in `run(keep=[...])`.
        """
        return self.fetch().value


class FlowRun:
    """A finished run: `state`, `message`, the `tasks` by slug, and `report()`.

    `final` is what Prefect's `flow.run()` returns: the flow's State, whose `result` has
    the State of every task.
    """

    def __init__(
        self,
        builder: GraphBuilder,
        states: FlowStates,
        scheduled: Optional[datetime.datetime],
    ) -> None:
        self.name: str = states.flow.name
        self.run_id = builder.run_id
        self.scheduled = scheduled
        self.started = datetime.datetime.now(datetime.timezone.utc)
        self.finished: Optional[datetime.datetime] = None
        self.parameters = builder.parameters
        self.records = builder.records
        self.terminal = tuple(builder.terminal())
        self.deciding = tuple(builder.deciding())
        self.builder = builder
        self.states = states
        self.folder: Optional[Folder] = None
        self.held: dict[str, Callable[[], Box]] = {}
        # What keeps the place open where results are held, for a program.
        self.lease: Optional[Any] = None
        self.state = "Running"
        self.message: Optional[str] = None

    @property
    def final(self) -> State:
        """The flow's state as it is now, the last one when the run has ended."""
        return self.states.state

    def handed_state(self) -> State:
        """The final state as `flow.run()` returns it, with the states of all tasks.

        Results are fetched from where they are held, which stays open as long as the
        caller holds a state of this run.
        """
        final = copy.copy(self.final)
        if isinstance(final.result, RunStates):
            lease, self.lease = self.lease, None
            fetch_of = self.fetch_of if lease is None else held_by(lease, self.fetch_of)
            final.result = RunStates(self.builder, fetch_of)
        elif not final.result:
            tasks = RunStates(self.builder, self.fetch_of)
            final.result = {task: Pending("Task not run.") for task in tasks}
        return final

    @property
    def given_name(self) -> Optional[str]:
        """What the run's own tasks have named it, if they have."""
        return None if self.folder is None else self.folder.run_name

    @property
    def run_name(self) -> str:
        """The run's name: what its tasks gave it, else the one that it began with."""
        return self.given_name or str(self.builder.surroundings["flow_run_name"])

    @property
    def tasks(self) -> dict[str, TaskResult]:
        """The outcome of every task, by its slug, in definition order."""
        return {
            slug: TaskResult(record, self.fetch_of(slug))
            for slug, record in self.records.items()
        }

    def fetch_of(self, slug: str) -> Callable[[], Box]:
        """A function that fetches a task's outcome, if that is still to be had."""
        node = self.builder.nodes.get(slug)
        if isinstance(node, Box):
            box = node
            return lambda: box
        return self.held.get(slug) or Released(slug)

    def report(self) -> dict[str, Any]:
        """The run as a dictionary of plain values, as `--report` writes it."""
        return report_of(self)

    def end(self) -> None:
        """Let the tasks that decide it, and the flow's handlers, settle its state."""
        found = RunStates(self.builder, self.fetch_of)
        decided = decided_state([self.records[slug] for slug in self.deciding])
        decided.result = found
        reference_states: set[Any] = set()
        if self.states.terminal_handler is not None:
            for slug in self.deciding:
                state = found[slug]
                reference_states.update(
                    state.map_states if state.is_mapped() else [state]
                )
        self.states.finish(decided, reference_states)

    def close(self) -> None:
        """Note the state that the run has ended in, and when."""
        message = self.final.message
        self.state = type(self.final).__name__
        self.message = None if message is None else str(message)
        self.finished = datetime.datetime.now(datetime.timezone.utc)


def decided_state(records: list[TaskRecord]) -> State:
    """The state of a flow whose reference tasks ended as these (section 11)."""
    if any(has_failed(record) for record in records):
        return Failed(FAILURE_MESSAGE)
    names = Success.children(include_self=True, names_only=True)
    ended = {state for r in records for state in r.counts or [r.state]}
    return Success(SUCCESS_MESSAGE if ended <= set(names) else UNDECIDED_MESSAGE)
