"""One run of a flow: build its graph, submit it once, and see what became of it."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any, Callable, Optional

from .builder import GraphBuilder
from .context import context_entered
from .folding import Folder, has_failed
from .progress import SilentWatcher
from .record import TaskRecord
from .recovery import compute_all
from .relocate import relocate_all
from .report import report_of
from .run_context import run_context

SUCCESS_MESSAGE = "All reference tasks succeeded."
FAILURE_MESSAGE = "Some reference tasks failed."


class TaskResult:
    """A task's outcome as `FlowRun.tasks` gives it; `result` fetches the value."""

    def __init__(self, record: TaskRecord, fetch: Callable[[], Any]) -> None:
        self.state = record.state
        self.message = record.message
        self.fetch = fetch

    @property
    def result(self) -> Any:
        """The task's value, fetched from the cluster now.

        Raises LookupError if it was released: only terminal tasks keep theirs, and
        those named in `run(keep=[...])`.
        """
        return self.fetch()


class FlowRun:
    """A finished run: `state`, `message`, the `tasks` by slug, and `report()`."""

    def __init__(
        self,
        name: str,
        run_id: str,
        builder: GraphBuilder,
        scheduled: Optional[datetime.datetime],
    ) -> None:
        self.name = name
        self.run_id = run_id
        self.scheduled = scheduled
        self.started = datetime.datetime.now(datetime.timezone.utc)
        self.finished: Optional[datetime.datetime] = None
        self.parameters = builder.parameters
        self.records = builder.records
        self.terminal = tuple(builder.terminal())
        self.deciding = tuple(builder.deciding())
        self.builder = builder
        self.held: dict[str, Callable[[], Any]] = {}
        self.state = "Running"
        self.message = ""

    @property
    def tasks(self) -> dict[str, TaskResult]:
        """The outcome of every task, by its slug, in definition order."""
        return {
            slug: TaskResult(record, self.held.get(slug) or Released(slug))
            for slug, record in self.records.items()
        }

    def report(self) -> dict[str, Any]:
        """The run as a dictionary of plain values, as `--report` writes it."""
        return report_of(self)

    def end(self) -> None:
        """Settle the flow's state: Failed if a deciding task failed (section 11)."""
        failed = any(has_failed(self.records[slug]) for slug in self.deciding)
        self.state = "Failed" if failed else "Success"
        self.message = FAILURE_MESSAGE if failed else SUCCESS_MESSAGE
        self.finished = datetime.datetime.now(datetime.timezone.utc)


class Released:
    """Stands for fetching a result that nobody keeps."""

    def __init__(self, slug: str) -> None:
        self.slug = slug

    def __call__(self) -> Any:
        hint = "name it in run(keep=[...])"
        raise LookupError(f"The result of {self.slug} was released; {hint}.")


def build_graph(
    graph: Callable[[Any], Any],
    settings: dict[str, Any],
    parameters: Optional[dict[str, Any]],
    threads: int,
    chunks: Optional[int],
    context: Optional[dict[str, Any]] = None,
    keep: Iterable[str] = (),
    scheduled: Optional[datetime.datetime] = None,
) -> GraphBuilder:
    """Have the script build its graph for one run.

    Raises ValueError for parameters that the flow does not have, and for required
    ones that are not given, as Flow.run does (section 4).
    """
    run_id, given = uuid.uuid4().hex[:8], dict(parameters or {})
    builder = GraphBuilder(run_id, given, threads, chunks, context, tuple(keep))
    builder.uses_context = settings.get("context", False)
    surroundings = run_context(settings["name"], run_id, builder.context, scheduled)
    builder.surroundings.update(surroundings)
    with context_entered(builder.context | {"config": surroundings["config"]}):
        graph(builder)
    unknown = [name for name in builder.given if name not in builder.parameters]
    if unknown:
        names = ", ".join(sorted(unknown))
        message = f"Flow.run received the following unexpected parameters: {names}"
        raise ValueError(message)
    if builder.missing:
        names = ", ".join(sorted(builder.missing))
        message = f"Flow.run did not receive the following required parameters: {names}"
        raise ValueError(message)
    builder.surroundings["parameters"] = builder.parameters
    return builder


def run_once(
    graph: Any,
    settings: dict[str, Any],
    backend: Any,
    *,
    parameters: Optional[dict[str, Any]] = None,
    context: Optional[dict[str, Any]] = None,
    scheduled: Optional[datetime.datetime] = None,
    keep: Iterable[str] = (),
    chunks: Optional[int] = None,
    watcher: Any = None,
) -> FlowRun:
    """Run the flow once on `backend`; the finished FlowRun.

    Raises ValueError for bad parameters, before anything runs. `keep` names the
    slugs of tasks, besides the terminal ones, whose results can be fetched later.
    """
    relocate_all(graph.__globals__, settings["source"], settings["lines"])
    keep, threads = tuple(keep), backend.threads
    builder = build_graph(
        graph, settings, parameters, threads, chunks, context, keep, scheduled
    )
    flow_run = FlowRun(settings["name"], builder.run_id, builder, scheduled)
    watcher = watcher or SilentWatcher()
    folder = Folder(builder.records, watcher)
    backend.listen(builder.channel.topic, folder.hear)
    try:
        watcher.begin(flow_run.name, builder.records)
        wanted = dict.fromkeys([*flow_run.terminal, *known_slugs(builder, keep)])
        flow_run.held = compute_all(builder, backend, wanted, folder)
        flow_run.end()
    finally:
        watcher.end(flow_run if flow_run.finished else None)
        backend.forget(builder.channel.topic)
    return flow_run


def known_slugs(builder: GraphBuilder, keep: Iterable[str]) -> list[str]:
    """The slugs in `keep`; ValueError for one that the flow does not have."""
    for slug in keep:
        if slug not in builder.records:
            known = ", ".join(builder.records)
            raise ValueError(f"The flow has no task {slug!r}; it has {known}.")
    return list(keep)
