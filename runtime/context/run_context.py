"""What `prefect.context` holds in a run, and in each of its tasks (section 4)."""

import datetime
import logging
import uuid
from typing import Any, Optional

from ..pendulum.installed import pendulum_module
from ..policies.task_logs import configure_task_log
from ..worker.task_spec import Step
from .config import config_of_environment
from .context import DotDict, dotted
from .prefect_environment import context_of_environment

UNREADABLE_DATE = (
    "`date` was set in the context manually but could not be parsed into a pendulum "
    "`DateTime` object. Additional context variables that rely on the current date "
    "i.e `today` and `tomorrow` will be based on the current time instead of the "
    "`date` context variable."
)


class ContextTime(datetime.datetime):
    """A time of the context; RunContext makes a DateTime of it when it is read."""


def run_context(
    flow_name: str,
    run_id: str,
    context: dict[str, Any],
    scheduled: Optional[datetime.datetime] = None,
) -> dict[str, Any]:
    """The values that all tasks of a run share; `context` is put over them."""
    now = datetime.datetime.now(datetime.timezone.utc)
    config = config_of_environment()
    given = {**context, **read_date(context)}
    values: dict[str, Any] = {
        "date": context_time(now),
        **day_names(date_or(now, given)),
        "config": config,
        "flow_id": flow_name,
        "flow_run_id": id_of_run(flow_name, scheduled),
        "flow_run_name": f"{flow_name}-{run_id}",
        "scheduled_start_time": context_time(scheduled or now),
        "checkpointing": config["flows"]["checkpointing"],
        "logger": logging.getLogger("prefect"),
    }
    return {**values, **attribute_dicts(given), "flow_name": flow_name}


# The ids of the runs of schedules, by the names of their flows.
scheduled_run_ids: dict[str, str] = {}


def id_of_run(flow_name: str, scheduled: Optional[datetime.datetime]) -> str:
    """The id of a run; the runs of a schedule all have one (section 12)."""
    fresh = str(uuid.uuid4())
    if scheduled is None:
        return fresh
    return scheduled_run_ids.setdefault(flow_name, fresh)


def attribute_dicts(context: dict[str, Any]) -> dict[str, Any]:
    """A context whose dictionaries from the environment have attributes too."""
    below = context_of_environment()
    return {
        name: dotted(value) if isinstance(below.get(name), dict) else value
        for name, value in context.items()
    }


def read_date(context: dict[str, Any]) -> dict[str, Any]:
    """The `date` of a context that has it as text, if that can be read."""
    text = context.get("date")
    if not isinstance(text, str):
        return {}
    zoned = f"{text[:-1]}+00:00" if text.endswith("Z") else text
    try:
        time = datetime.datetime.fromisoformat(zoned)
    except ValueError:
        return {}
    utc = datetime.timezone.utc
    return {"date": context_time(time if time.tzinfo else time.replace(tzinfo=utc))}


def date_or(now: datetime.datetime, context: dict[str, Any]) -> Any:
    """The context's own `date`, if it is a DateTime; else now."""
    date = context.get("date")
    if isinstance(date, ContextTime) or hasattr(date, "in_timezone"):
        return date
    if date is not None:
        logging.getLogger("prefect.FlowRunner").warning(UNREADABLE_DATE)
    return now


def day_names(now: datetime.datetime) -> dict[str, str]:
    """`today`, `yesterday` and `tomorrow` as texts, with and without dashes."""
    found = {}
    for name, days in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        text = (now.date() + datetime.timedelta(days=days)).strftime("%Y-%m-%d")
        found[name], found[f"{name}_nodash"] = text, text.replace("-", "")
    return found


def context_time(time: datetime.datetime) -> ContextTime:
    """A datetime as a time of the context."""
    return ContextTime.combine(time.date(), time.timetz())


def pendulum_times(values: dict[str, Any]) -> dict[str, Any]:
    """Those of the values that are times, as pendulum's where it is installed."""
    times = {k: v for k, v in values.items() if isinstance(v, ContextTime)}
    module = pendulum_module() if times else None
    return {k: module.instance(v) for k, v in times.items()} if module else {}


def task_context(
    step: Step,
    shared: dict[str, Any],
    index: Optional[int],
    run_count: int,
    loop: Optional[dict[str, Any]],
) -> dict[str, Any]:
    """The context of one attempt of one task run; `index` is None if not mapped."""
    logs = (shared.get("config") or {}).get("logging")
    configure_task_log(shared.get("log_level", "INFO"), logs)
    full_name = step.name if index is None else f"{step.name}[{index}]"
    return DotDict(
        {
            **shared,
            **pendulum_times(shared),
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
