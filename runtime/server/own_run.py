"""What a task asks for about the flow run that it is part of, or does to it."""

import logging
from typing import Any, Optional

from ..context.context import context_values
from ..policies.shared_notes import share_note, shared_notes
from ..states.states import Running


def rename_run(flow_run_id: Optional[str], name: str) -> bool:
    """Give the run of this task another name, in its log, summary and report.

    ValueError for the id of any other run: no server knows that.
    """
    check_own(flow_run_id)
    share_note({"kind": "name", "name": str(name)})
    logger = context_values().get("logger") or logging.getLogger("prefect")
    logger.info("Flow run %s is now named %r", flow_run_id, name)
    return True


def is_own_run(flow_run_id: Optional[str]) -> bool:
    """Whether an id is that of the run of this task."""
    known = context_values().get("flow_run_id")
    return known is not None and flow_run_id == known


def check_own(flow_run_id: Optional[str]) -> None:
    """Refuse the id of a run that is not the one of this task."""
    if not is_own_run(flow_run_id):
        raise ValueError(
            f"Flow run {flow_run_id!r} is not known here: it is not the task's own, "
            "prefect.context.flow_run_id; give the id of another one as "
            "create_flow_run or StartFlowRun returns it, not as part of a text."
        )


def name_of_run() -> str:
    """What the run of this task is called by now."""
    names = [note["name"] for note in shared_notes("name")]
    return str(names[-1] if names else context_values().get("flow_run_name"))


def facts_of_run() -> dict[str, Any]:
    """What is known of the run of this task while it goes on."""
    values = context_values()
    return {
        "name": name_of_run(),
        "flow_id": values.get("flow_id"),
        "parameters": dict(values.get("parameters") or {}),
        "context": {},
        "state": Running("Running flow."),
    }
