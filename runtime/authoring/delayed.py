"""`delayed`: the task of a function, to be called or mapped while a flow is built."""

from collections.abc import Mapping, Sequence
from types import FunctionType
from typing import Any, Callable

from .build_stack import build_entered, current_flow
from .function_tasks import FunctionTask

# The tasks of plain functions, each made once, as a decorator would.
TASKS: dict[Callable[..., Any], FunctionTask] = {}
# Functions of packages that were called like tasks, and are none.
FOREIGN: set[Callable[..., Any]] = set()


def delayed(task: Any) -> Any:
    """Return the task of a function; an object, which is one already, as it is.

    A call of it, or of its `map`, adds a node to the flow that is being built and
    returns the node's result (semantics, sections 2 and 3). A function with `steps` is
    a kernel: its `map` adds a node for each of them. A function of a package that is no
    task is called as it is.
    """
    if not isinstance(task, FunctionType) or task in FOREIGN:
        return task
    steps = getattr(task, "steps", None)
    if steps is not None:
        return FusedTasks(task, steps)
    if task not in TASKS:
        # Its decorator would not have stood in the block of tags that its call does.
        with build_entered(tags=None):
            task_settings(task)
    return TASKS[task]


def task_settings(function: Callable[..., Any], /, **settings: Any) -> FunctionTask:
    """Give a task's function its settings, as `@task(...)` does; the task.

    Raises ValueError and TypeError for settings that Prefect refuses.
    """
    made = TASKS[function] = FunctionTask(function, **settings)
    return made


class FusedTasks:
    """Several tasks in a row, mapped as one function of plain calls.

    `steps` has a row for each call: its `task`, its `inputs`, the parameters with the
    names of what they get, and `out`, the name of its result.
    """

    def __init__(
        self, function: Callable[..., Any], steps: Sequence[Mapping[str, Any]]
    ) -> None:
        self.function = function
        self.steps = steps

    def map(self, **inputs: Any) -> Any:
        """Add the node of each step to the flow that is being built; the last one's
        result. Inputs in `unmapped(...)` go whole to every element."""
        found = dict(inputs)
        members = []
        for step in self.steps:
            given = {key: found[name] for key, name in step["inputs"].items()}
            members.append(delayed(step["task"]).map(**given))
            found[step["out"]] = members[-1]
        current_flow().kernels[members[-1]] = (self, tuple(members))
        return members[-1]
