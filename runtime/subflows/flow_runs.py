"""Prefect 1's tasks that start flows, wait for them and ask for their results.

There is no server that another process could be started through: the flow runs while
the task that creates it waits, and its id travels with what became of it.
"""

import datetime
import logging
from collections.abc import Iterable
from typing import Any, Optional

from ..authoring.function_tasks import as_task
from ..context.context import context_values
from ..server.flow_run_views import FlowRunView
from ..states.signals import signal_from_state
from .starting import FlowStart


def create_run(
    flow_id: Optional[str] = None,
    flow_name: Optional[str] = None,
    project_name: str = "",
    parameters: Optional[dict[str, Any]] = None,
    context: Optional[dict[str, Any]] = None,
    labels: Optional[Iterable[str]] = None,
    run_name: Optional[str] = None,
    run_config: Any = None,
    scheduled_start_time: Any = None,
    idempotency_key: Optional[str] = None,
) -> str:
    """Run a flow of the script to its end; the id of its run, however that ended.

    The id of a flow is its name here. Labels, run_config and idempotency_key have no
    effect. The run begins at `scheduled_start_time`, and this task waits for it.
    """
    if flow_id and flow_name:
        raise ValueError(
            "Received both `flow_id` and `flow_name`. Only one flow identifier can be "
            "passed."
        )
    if not flow_id and not flow_name:
        raise ValueError(
            "Both `flow_id` and `flow_name` are null. You must pass a flow identifier"
        )
    wanted = FlowStart(
        flow_name or flow_id or "",
        project_name,
        parameters,
        context,
        run_name,
        scheduled_start_time,
        labels,
        run_config,
    )
    return wanted.start()


def wait_for_run(
    flow_run_id: str,
    stream_states: bool = True,
    stream_logs: bool = False,
    raise_final_state: bool = False,
    max_duration: datetime.timedelta = datetime.timedelta(hours=12),
) -> Any:
    """The FlowRunView of a run that has ended, or with `raise_final_state` its final
    state as this task's own. The logs of its tasks are where those of others are."""
    seen = FlowRunView.from_flow_run_id(flow_run_id)
    if stream_states:
        for state in seen.states:
            kind = type(state).__name__
            current_logger().info(
                "Flow %r: Entered state <%s>: %s", seen.name, kind, state.message
            )
    if not raise_final_state:
        return seen
    text = f"{flow_run_id} finished in state {seen.state}"
    raise signal_from_state(seen.state)(message=text, result=seen)


def result_of_task_run(
    flow_run_id: str, task_slug: str, map_index: int = -1, poll_time: int = 5
) -> Any:
    """The result of a task of a run that has ended; of a mapped task the list, or
    with `map_index` one of it. ValueError where there is none."""
    if not task_slug:
        raise ValueError("Required argument `task_slug` is empty")
    if context_values().get("flow_run_id") == flow_run_id:
        raise ValueError(
            "Given `flow_run_id` is the same as the currently running flow. The "
            "`get_task_run_result` task cannot be used to retrieve results from the "
            "flow run it belongs to."
        )
    seen = FlowRunView.from_flow_run_id(flow_run_id)
    return seen.get_task_run(task_slug=task_slug, map_index=map_index).get_result()


def current_logger() -> logging.Logger:
    """The logger of the task that runs here."""
    found: logging.Logger = context_values().get("logger", logging.getLogger("prefect"))
    return found


create_flow_run = as_task(create_run, name="create_flow_run")
wait_for_flow_run = as_task(wait_for_run, name="wait_for_flow_run")
get_task_run_result = as_task(result_of_task_run, name="get_task_run_result")
