"""Tasks made of functions: `@task`, `FunctionTask`, and run-time defaults."""

import functools
from typing import Any, Callable, Optional

from .task_signatures import check_run
from .tasks import Task, kind_of_task


class FunctionTask(Task):
    """A task whose `run` is a function, and its name the function's by default."""

    _kind = "FunctionTask"

    def __init__(
        self, fn: Callable[..., Any], name: Optional[str] = None, **named: Any
    ) -> None:
        if not callable(fn):
            raise TypeError("`fn` must be callable")
        check_run(fn)
        self.run = fn
        functools.update_wrapper(self, fn)
        if name is None:
            name = getattr(fn, "__name__", kind_of_task(self))
        super().__init__(name, **named)

    def _spelt_call(self) -> str:
        return self.name


def as_task(fn: Optional[Callable[..., Any]] = None, **named: Any) -> Any:
    """A decorator, with arguments or without: the function as a FunctionTask."""
    if fn is None:
        return functools.partial(FunctionTask, **named)
    return FunctionTask(fn, **named)


def attribute_defaults(*names: str) -> Callable[[Callable[..., Any]], Any]:
    """A decorator of `run`: arguments of these names that are not given are the task's
    attributes (`defaults_from_attrs`, case 198)."""

    def decorated(method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def run(self: Any, *values: Any, **named: Any) -> Any:
            for name in names:
                named.setdefault(name, getattr(self, name))
            return method(self, *values, **named)

        return run

    return decorated
