"""Branches of a flow: `case`, `switch`, `ifelse` and `merge` (semantics, section 8)."""

from typing import Any, Optional

from ..policies.triggers import not_all_skipped
from ..states.signals import SKIP
from .build_stack import build_entered, current_tags, swap_block
from .collections_tasks import as_task_value
from .ordered_set import OrderedSet
from .tasks import Task


class CompareValue(Task):
    """Skips what comes after it unless it is given its value; 1 is True (case 112)."""

    _kind = "CompareValue"

    def __init__(self, value: Any, **named: Any) -> None:
        self.value = value
        named.setdefault("name", f'CompareValue: "{value}"')
        super().__init__(**named)

    def run(self, value: Any) -> None:
        if value != self.value:
            raise SKIP(f'Provided value "{value}" did not match "{self.value}"')


class CaseBlock:
    """`with case(task, value):`, whose tasks run if the task's result is the value.

    Only tasks that have nothing of the block before them get the condition; the
    others are skipped by what is before them, if they heed that (case 113).
    """

    def __init__(self, task: Any, value: Any) -> None:
        if isinstance(value, Task):
            raise TypeError("`value` cannot be a task")
        self.task = task
        self.value = value
        self._tasks = OrderedSet()
        self._flow: Any = None
        self._outer: Any = None

    def add_task(self, task: Any, flow: Any) -> None:
        """Take in a task that is made in the block."""
        if self._flow is None:
            self._flow = flow
        elif self._flow is not flow:
            raise ValueError(
                "Multiple flows cannot be used with the same case statement"
            )
        self._tasks.add(task)

    def __enter__(self) -> None:
        self._outer = swap_block("case", self)

    def __exit__(self, *raised: Any) -> None:
        swap_block("case", self._outer)
        if self._tasks:
            condition = CompareValue(self.value, name=f"case({self.value})")
            condition.bind(value=self.task, flow=self._flow)
            for task in self._tasks:
                if not self._tasks & self._flow.upstream_tasks(task):
                    task.set_upstream(condition, flow=self._flow)


class AsBool(Task):
    """Whether a value counts as true."""

    _kind = "AsBool"

    def run(self, x: Any) -> bool:
        return bool(x)


def switch_tasks(condition: Any, cases: dict[Any, Any], mapped: bool = False) -> None:
    """Run the task whose key is the result of `condition`, and skip the others.

    Each key has a CompareValue node with the tag `switch` (case 114).
    """
    with build_entered(tags={*current_tags(), "switch"}):
        for value, branch in cases.items():
            branch = as_task_value(branch)
            matching = CompareValue(value).bind(value=condition, mapped=mapped)
            branch.set_dependencies(upstream_tasks=[matching], mapped=mapped)


def ifelse_tasks(
    condition: Any, true_task: Any, false_task: Any, mapped: bool = False
) -> None:
    """Run one of two tasks, either of which may be None (case 115)."""
    branches = {True: true_task, False: false_task}
    cases = {key: task for key, task in branches.items() if task is not None}
    if cases:
        truth = AsBool(name="as_bool")(condition, mapped=mapped)
        switch_tasks(truth, cases, mapped)


class Merge(Task):
    """The first result that is not None, of the arguments as their names sort: as
    text, so that `task_10` is before `task_2` (case 120)."""

    _kind = "Merge"

    def __init__(self, **named: Any) -> None:
        if named.setdefault("skip_on_upstream_skip", False):
            raise ValueError("Merge tasks must have `skip_on_upstream_skip=False`.")
        named.setdefault("trigger", not_all_skipped)
        super().__init__(**named)

    def run(self, **task_results: Any) -> Any:
        found = (task_results[name] for name in sorted(task_results))
        return next((value for value in found if value is not None), None)


def merge_tasks(
    *tasks: Any, flow: Optional[Any] = None, mapped: bool = False, **named: Any
) -> Any:
    """One result of several branches; `named` are settings of the Merge task."""
    branches = {f"task_{place}": task for place, task in enumerate(tasks, 1)}
    return Merge(**named).bind(**branches, flow=flow, mapped=mapped)
