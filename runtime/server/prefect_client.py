"""What `prefect.Client` is in a script: answers for the run that a task is part of."""

import logging
from typing import Any, Optional

from ..context.context import context_values
from ..states.states import State
from .artifacts import put_artifact, take_back_artifact
from .flow_run_views import FlowRunView
from .own_run import rename_run
from .unavailable import Unavailable

BY_OTHER_MEANS = "do what it asks of the server by other means"


class FlowRunInfo:
    """What `get_flow_run_info` tells of a run."""

    def __init__(self, seen: FlowRunView) -> None:
        self.id = seen.flow_run_id
        self.name = seen.name
        self.flow_id = seen.flow_id
        self.parameters = seen.parameters
        self.context = seen.context
        self.version = 0
        self.scheduled_start_time = context_values().get("scheduled_start_time")
        self.state = seen.state
        self.task_runs: list[Any] = seen.get_all_task_runs()


class PrefectClient:
    """A client without a server; arguments are those of Prefect's and not used.

    What else is called of it is a RuntimeError in a task, as for `Unavailable`.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        """Take any arguments: there is no server to connect to."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return Unavailable(f"prefect.Client.{name}", BY_OTHER_MEANS)

    def set_flow_run_name(self, flow_run_id: str, name: str) -> bool:
        """Name the run of this task."""
        return rename_run(flow_run_id, name)

    def set_task_run_name(self, task_run_id: str, name: str) -> bool:
        """Only say in the log what the run of a task is called."""
        logger = context_values().get("logger") or logging.getLogger("prefect")
        logger.info("Task run %s is now named %r", task_run_id, name)
        return True

    def get_flow_run_info(self, flow_run_id: str) -> FlowRunInfo:
        """What is known of the run of this task, or of one that a task has started."""
        return FlowRunInfo(FlowRunView.from_flow_run_id(flow_run_id))

    def get_flow_run_state(self, flow_run_id: str) -> State:
        """The state of such a run."""
        found: State = FlowRunView.from_flow_run_id(flow_run_id).state
        return found

    def create_task_run_artifact(
        self, task_run_id: str, kind: str, data: dict[str, Any]
    ) -> Optional[str]:
        """Put an artifact into the report's entry of this task; its id."""
        return put_artifact(kind, data.get(kind, data))

    def update_task_run_artifact(
        self, task_run_artifact_id: str, data: dict[str, Any]
    ) -> None:
        """Put other data in its place."""
        kind, text = next(iter(data.items()))
        put_artifact(kind, text, task_run_artifact_id)

    def delete_task_run_artifact(self, task_run_artifact_id: str) -> None:
        """Take an artifact back."""
        take_back_artifact(task_run_artifact_id)
