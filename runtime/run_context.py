"""What `prefect.context` holds in a run, and in each of its tasks (section 4)."""

import datetime
import logging
import uuid
from typing import Any, Optional

from .config import config_of_environment
from .context import DotDict
from .pendulums import pendulum_module
from .steps import Step


def run_context(
    flow_name: str,
    run_id: str,
    context: dict[str, Any],
    scheduled: Optional[datetime.datetime] = None,
) -> dict[str, Any]:
    """The values that all tasks of a run share; `context` is put over them."""
    now = datetime.datetime.now(datetime.timezone.utc)
    config = config_of_environment()
    values: dict[str, Any] = {
        "date": pendulum_moment(now),
        **day_names(now),
        "config": config,
        "flow_name": flow_name,
        "flow_id": flow_name,
        "flow_run_id": str(uuid.uuid4()),
        "flow_run_name": f"{flow_name}-{run_id}",
        "scheduled_start_time": pendulum_moment(scheduled or now),
        "checkpointing": config["flows"]["checkpointing"],
        "logger": logging.getLogger("prefect"),
    }
    return {**values, **context}


def day_names(now: datetime.datetime) -> dict[str, str]:
    """`today`, `yesterday` and `tomorrow` as texts, with and without dashes."""
    found = {}
    for name, days in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        text = (now + datetime.timedelta(days=days)).strftime("%Y-%m-%d")
        found[name], found[f"{name}_nodash"] = text, text.replace("-", "")
    return found


def pendulum_moment(time: datetime.datetime) -> datetime.datetime:
    """A pendulum DateTime where pendulum is installed, else the datetime itself."""
    module = pendulum_module()
    found: datetime.datetime = module.instance(time) if module else time
    return found


def task_context(
    step: Step,
    shared: dict[str, Any],
    index: Optional[int],
    run_count: int,
    loop: Optional[dict[str, Any]],
) -> dict[str, Any]:
    """The context of one attempt of one task run; `index` is None if not mapped."""
    full_name = step.name if index is None else f"{step.name}[{index}]"
    return DotDict(
        {
            **shared,
            "map_index": index,
            "task_name": step.name,
            "task_full_name": full_name,
            "task_slug": step.slug,
            "task_id": step.slug,
            "task_tags": set(step.tags),
            "task_run_id": str(uuid.uuid4()),
            "task_run_count": run_count,
            "logger": logging.getLogger(f"prefect.{full_name}"),
            **(loop or {}),
        }
    )
