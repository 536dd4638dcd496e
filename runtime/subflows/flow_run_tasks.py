"""Prefect's classes of tasks that start a flow, or rename the run that they are in."""

import datetime
from typing import Any, Optional

from ..authoring.function_tasks import attribute_defaults
from ..authoring.tasks import Task
from ..context.context import context_values
from ..server.own_run import rename_run
from ..states.signals import signal_from_state
from .starting import FlowStart


class StartFlowRun(Task):
    """Runs a flow of the script to its end.

    With `wait` the task ends as the flow did; else its result is the id of the run,
    however that ended. The keywords that are about a server have no effect:
    `run_config`, `idempotency_key`, `create_link_artifact`, `poll_interval`.
    """

    _kind = "StartFlowRun"

    def __init__(
        self,
        flow_name: Optional[str] = None,
        project_name: Optional[str] = None,
        parameters: Optional[dict[str, Any]] = None,
        run_config: Any = None,
        wait: bool = False,
        new_flow_context: Optional[dict[str, Any]] = None,
        run_name: Optional[str] = None,
        scheduled_start_time: Any = None,
        poll_interval: datetime.timedelta = datetime.timedelta(seconds=10),
        create_link_artifact: bool = True,
        **named: Any,
    ) -> None:
        if any(isinstance(value, Task) for value in (parameters or {}).values()):
            raise TypeError(
                "An instance of `Task` was passed to the `StartFlowRun` constructor "
                "via the `parameters` kwarg. Pass it when calling the task instead: "
                "StartFlowRun(...)(parameters=...)"
            )
        if poll_interval.total_seconds() < 3:
            raise ValueError("`poll_interval` needs to be at least 3 seconds")
        self.flow_name = flow_name
        self.project_name = project_name
        self.parameters = parameters
        self.run_config = run_config
        self.wait = wait
        self.new_flow_context = new_flow_context
        self.run_name = run_name
        self.scheduled_start_time = scheduled_start_time
        self.poll_interval = poll_interval
        self.create_link_artifact = create_link_artifact
        if flow_name:
            named.setdefault("name", f"Flow {flow_name}")
        super().__init__(**named)

    @attribute_defaults(
        "flow_name",
        "project_name",
        "parameters",
        "run_config",
        "new_flow_context",
        "run_name",
        "scheduled_start_time",
    )
    def run(
        self,
        flow_name: Optional[str] = None,
        project_name: Optional[str] = None,
        parameters: Optional[dict[str, Any]] = None,
        run_config: Any = None,
        new_flow_context: Optional[dict[str, Any]] = None,
        run_name: Optional[str] = None,
        idempotency_key: Optional[str] = None,
        scheduled_start_time: Any = None,
    ) -> str:
        if flow_name is None:
            raise ValueError("Must provide a flow name.")
        wanted = FlowStart(
            flow_name,
            project_name,
            parameters,
            new_flow_context,
            run_name,
            scheduled_start_time,
            run_config=run_config,
        )
        flow_run_id = wanted.start()
        if not self.wait:
            return flow_run_id
        state = flow_run_id.seen.state
        raise signal_from_state(state)(f"{flow_run_id} finished in state {state}")


class FlowRunTask(StartFlowRun):
    """What Prefect 0.x called StartFlowRun, with its arguments in their old order."""

    _kind = "FlowRunTask"

    def __init__(
        self,
        flow_name: Optional[str] = None,
        project_name: Optional[str] = None,
        parameters: Optional[dict[str, Any]] = None,
        wait: bool = False,
        new_flow_context: Optional[dict[str, Any]] = None,
        run_name: Optional[str] = None,
        **named: Any,
    ) -> None:
        super().__init__(
            flow_name,
            project_name,
            parameters,
            wait=wait,
            new_flow_context=new_flow_context,
            run_name=run_name,
            **named,
        )


class RenameFlowRun(Task):
    """Gives the run that it is part of another name."""

    _kind = "RenameFlowRun"

    def __init__(
        self,
        flow_run_id: Optional[str] = None,
        flow_run_name: Optional[str] = None,
        **named: Any,
    ) -> None:
        self.flow_run_id = flow_run_id
        self.flow_run_name = flow_run_name
        super().__init__(**named)

    @attribute_defaults("flow_run_id", "flow_run_name")
    def run(
        self, flow_run_id: Optional[str] = None, flow_run_name: Optional[str] = None
    ) -> bool:
        renamed_run = flow_run_id or context_values().get("flow_run_id")
        if not renamed_run:
            raise ValueError(
                "`flow_run_id` must be explicitly provided or available in the context"
            )
        if flow_run_name is None:
            raise ValueError("Must provide a flow name.")
        return rename_run(renamed_run, flow_run_name)
