"""What Prefect's names make when they are called, and how many values a task gives."""

import ast
import re
from collections.abc import Mapping

from .values import ANY, Constant, Value

# Triggers that take the states themselves; the others are called for a trigger.
TRIGGERS_ALONE = frozenset(
    {
        "all_failed",
        "all_finished",
        "all_successful",
        "always_run",
        "any_failed",
        "any_successful",
        "manual_only",
        "not_all_skipped",
    }
)
# Names of Prefect's that flow files use without importing them, where they forget it.
IMPORTED_FROM: Mapping[str, str] = {
    "Client": "prefect",
    "CronClock": "prefect.schedules.clocks",
    "CronSchedule": "prefect.schedules",
    "DaskExecutor": "prefect.executors",
    "Flow": "prefect",
    "IntervalClock": "prefect.schedules.clocks",
    "IntervalSchedule": "prefect.schedules",
    "LocalDaskExecutor": "prefect.executors",
    "LocalExecutor": "prefect.executors",
    "Parameter": "prefect",
    "Schedule": "prefect.schedules",
    "ShellTask": "prefect.tasks.shell",
    "StartFlowRun": "prefect.tasks.prefect",
    "Task": "prefect",
    "apply_map": "prefect",
    "case": "prefect",
    "create_flow_run": "prefect.tasks.prefect",
    "flatten": "prefect",
    "mapped": "prefect",
    "merge": "prefect.tasks.control_flow",
    "resource_manager": "prefect",
    "signals": "prefect.engine",
    "tags": "prefect",
    "task": "prefect",
    "unmapped": "prefect",
    "wait_for_flow_run": "prefect.tasks.prefect",
    **dict.fromkeys(TRIGGERS_ALONE, "prefect.triggers"),
}
# Tasks of Prefect's library that are functions.
TASK_FUNCTIONS = frozenset(
    f"{home}.{name}"
    for home in ("prefect.tasks.prefect", "prefect.tasks.prefect.flow_run")
    for name in ("create_flow_run", "get_task_run_result", "wait_for_flow_run")
)
_TASK = ("prefect.task", "prefect.utilities.tasks.task")
_BASES = ("prefect.Task", "prefect.core.Task", "prefect.core.task.Task")
_PLAIN = frozenset(
    {"None", "bool", "bytes", "dict", "float", "int", "list", "set", "str"}
)


def is_task_decorator(path: str) -> bool:
    """Whether a path is that of the decorator that makes tasks."""
    return path in _TASK


def is_task_class(path: str) -> bool:
    """Whether a path into Prefect is that of a class of tasks."""
    if path in _BASES:
        return True
    name = path.rpartition(".")[2]
    return path.startswith("prefect.tasks.") and name[:1].isupper()


def nout_of_keywords(
    given: Mapping[int | str, tuple[ast.expr, Value]],
) -> int | None:
    """Return the `nout` that is given to `task`."""
    if "nout" not in given:
        return ANY if "" in given else None
    value = given["nout"][1]
    number = value.value if isinstance(value, Constant) else ANY
    return number if number is None or type(number) is int else ANY


def nout_of(returns: ast.expr | None) -> int | None:
    """Return the number of values that a return annotation promises."""
    if returns is None:
        return None
    text = ast.unparse(returns)
    found = re.fullmatch(r"(?:\w+\.)?[tT]uple\[(.*)\]", text)
    if found and isinstance(returns, ast.Subscript) and "..." not in text:
        inner = returns.slice
        return len(inner.elts) if isinstance(inner, ast.Tuple) else 1
    if "uple" in text or (isinstance(returns, ast.Name) and text not in _PLAIN):
        return ANY
    return None
