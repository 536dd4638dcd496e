"""`FilterTask`: what is of use in a list of results."""

from typing import Any, Callable, Optional

from ..authoring.tasks import Task
from ..policies.triggers import all_finished


def is_of_use(value: Any) -> bool:
    """Whether a result is neither None nor an Exception; signals are none (101)."""
    return value is not None and not isinstance(value, Exception)


class FilterTask(Task):
    """The elements for which `filter_func` is true; `log_func` tells of them.

    It runs whatever became of the tasks before it.
    """

    _kind = "FilterTask"

    def __init__(
        self,
        filter_func: Optional[Callable[[Any], Any]] = None,
        log_func: Optional[Callable[[list[Any]], Any]] = None,
        **named: Any,
    ) -> None:
        named.setdefault("skip_on_upstream_skip", False)
        named.setdefault("trigger", all_finished)
        self.filter_func = filter_func or is_of_use
        self.log_func = log_func
        super().__init__(**named)

    def run(self, task_results: list[Any]) -> list[Any]:
        useful = [value for value in task_results if self.filter_func(value)]
        if self.log_func:
            self.logger.info(self.log_func(useful))
        return useful
