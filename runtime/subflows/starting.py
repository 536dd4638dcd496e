"""Starting a flow by its name: one of this script, or one that a command starts."""

import datetime
import json
import logging
import shlex
import subprocess
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Optional

from ..context.context import context_values
from ..reporting.flow_run import FlowRun
from ..server.artifacts import put_artifact
from ..server.flow_run_views import FlowRunId, FlowRunView, TaskRunView
from ..states.run_states import RunStates
from ..states.states import Failed, Running, Scheduled, State, Success
from ..wire.sent_flows import flow_of
from ..worker.element import pause
from ..worker.outcome import Box
from .child_runs import run_child


class FlowStart:
    """What a task asks for that starts a flow; `start` does it."""

    def __init__(
        self,
        flow_name: str,
        project_name: Optional[str] = None,
        parameters: Optional[Mapping[str, Any]] = None,
        context: Optional[Mapping[str, Any]] = None,
        run_name: Optional[str] = None,
        scheduled_start_time: Any = None,
        labels: Optional[Iterable[str]] = None,
        run_config: Any = None,
    ) -> None:
        self.flow_name = flow_name
        self.project_name = project_name or ""
        self.parameters = dict(parameters or {})
        self.context = dict(context or {})
        self.run_name = run_name or default_run_name(flow_name)
        self.scheduled = starting_time(scheduled_start_time)
        self.labels = labels
        self.run_config = run_config
        self.logger = context_values().get("logger") or logging.getLogger("prefect")

    def start(self) -> FlowRunId:
        """Run the flow to its end; the id of its run.

        ValueError for parameters that the flow does not have, and for a flow that is
        neither in the script nor to be had by a command.
        """
        flow = flow_of((context_values().get("flows") or {}).get(self.flow_name))
        command: str = context_values().get("start_flow") or ""
        if flow is None and not command:
            raise ValueError(missing_flow_text(self.flow_name))
        self.logger.info(
            "Creating flow run %r for flow %r...", self.run_name, self.flow_name
        )
        if self.scheduled is not None:
            pause(self.scheduled.timestamp())
        seen = self.run_command(command) if flow is None else self.run_flow(flow)
        return FlowRunId(seen.flow_run_id, seen)

    def run_flow(self, flow: Any) -> FlowRunView:
        """Run a flow of this script.

        The context's `flow_results` says whether anybody looks at its tasks' results.
        """
        handed = {"parameters": {}, "flow_run_name": self.run_name, **self.context}
        flow_run = run_child(
            flow,
            parameters=self.parameters,
            context=handed,
            scheduled=self.scheduled,
            keep_all=bool(context_values().get("flow_results", True)),
        )
        self.run_name = flow_run.run_name
        hand_on_artifacts(flow_run)
        flow_run_id = flow_run.builder.surroundings["flow_run_id"]
        return self.view(
            flow_run_id,
            plain_state(flow_run.final),
            flow_run.parameters,
            list(task_runs_of(flow_run, flow_run_id)),
        )

    def run_command(self, command: str) -> FlowRunView:
        """Run a command that starts the flow: its exit code is the flow's state."""
        named = {
            "{flow}": self.flow_name,
            "{project}": self.project_name,
            "{parameters}": json.dumps(self.parameters, default=str),
            "{run_name}": self.run_name,
        }
        words = [filled_in(word, named) for word in shlex.split(command)]
        code = logged_command(words, self.logger)
        message = f"{words[0]} ended with exit code {code}"
        state = Failed(message) if code else Success(message)
        return self.view(str(uuid.uuid4()), state, self.parameters, [])

    def view(
        self,
        flow_run_id: str,
        state: State,
        parameters: dict[str, Any],
        task_runs: list[TaskRunView],
    ) -> FlowRunView:
        return FlowRunView(
            flow_run_id,
            self.run_name,
            self.flow_name,
            self.labels,
            parameters,
            self.context,
            state,
            [Scheduled("Flow run scheduled."), Running("Running flow."), state],
            run_config=self.run_config,
            task_runs=task_runs,
        )


def hand_on_artifacts(flow_run: FlowRun) -> None:
    """Put what the tasks of a run have left into the report's entry of this task: the
    run has no report of its own."""
    for record in flow_run.records.values():
        for note in record.artifacts.values():
            put_artifact(note["shown_as"], note["data"])


def default_run_name(flow_name: str) -> str:
    """The name of this run and the flow's, as Prefect puts them together."""
    current = context_values().get("flow_run_name")
    return f"{current}-{flow_name}" if current else flow_name


def starting_time(start_time: Any) -> Optional[datetime.datetime]:
    """A time to start at, given as a moment (UTC, if naive) or as a time from now."""
    if start_time is None:
        return None
    if isinstance(start_time, datetime.timedelta):
        return datetime.datetime.now(datetime.timezone.utc) + start_time
    moment: datetime.datetime = start_time
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.timezone.utc)


def missing_flow_text(flow_name: str) -> str:
    return (
        f"Flow {flow_name!r} not found: it is not among the flows of this script. "
        "Define it in, or import it into, the file that flowc compiles; compile its "
        "own file along, with --with FILE; or set "
        "FLOWC_START_FLOW to a command that runs it, with {flow}, {project}, "
        "{parameters} and {run_name} in it where they belong."
    )


def filled_in(word: str, named: Mapping[str, str]) -> str:
    for mark, text in named.items():
        word = word.replace(mark, text)
    return word


def logged_command(words: list[str], logger: logging.Logger) -> int:
    """Run a command with its output in the log; its exit code."""
    with subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                logger.info("%s", line.rstrip("\n"))
        except BaseException:  # a time limit, or the run is being stopped
            process.kill()
            raise
    return process.returncode


def plain_state(state: State) -> State:
    """A flow's state without the states of its tasks, as Prefect's server has it."""
    if not isinstance(state.result, (dict, RunStates)):
        return state
    return type(state)(state.message)


def task_runs_of(flow_run: FlowRun, flow_run_id: str) -> Iterable[TaskRunView]:
    """The tasks of a run that has ended, with what is kept of their results; those of
    secrets are not."""
    tasks = {slug: task for task, slug in flow_run.builder.source.slugs.items()}
    for slug, record in flow_run.records.items():
        try:
            box = flow_run.fetch_of(slug)()
            kept = not getattr(tasks.get(slug), "secret", False)
        except Exception:
            kept = False
        if not kept:
            box = Box(record.state or "Pending", None, record.message)
        yield TaskRunView(flow_run_id, slug, record.name, box, has_result=kept)
