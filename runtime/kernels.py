"""The happy path of a map: plain calls of its function, element after element."""

import time
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Callable, Optional

from .signals import PrefectSignal
from .steps import Step

PROGRESS_EVERY = 0.5


class Kernel:
    """What a map runs for one element: its steps, and a function that does them all.

    `each` and `fixed` name the function's inputs, those that differ from element to
    element and those that don't; the function returns the last step's result. Results
    that are read outside the kernel are its `exports`, the last step's among them. A
    map of a single task has that task's own function.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        steps: Sequence[Step],
        each: Sequence[str],
        fixed: Sequence[str],
        exports: Sequence[str],
    ) -> None:
        self.function = function
        self.steps = list(steps)
        self.each = list(each)
        self.fixed = list(fixed)
        self.exports = list(exports)

    @property
    def plain(self) -> bool:
        """Whether an element whose inputs succeeded costs nothing but the calls."""
        return len(self.exports) == 1 and all(step.plain for step in self.steps)


class Failure:
    """An element that left the happy path: the results it had, and what was raised."""

    __slots__ = ("done", "error", "row")

    def __init__(self, row: int, done: dict[str, Any], error: BaseException) -> None:
        self.row = row
        self.done = done
        self.error = error


def run_rows(
    kernel: Kernel,
    columns: Sequence[Sequence[Any]],
    fixed: dict[str, Any],
    progress: Callable[[int], None],
) -> tuple[list[Any], list[Failure]]:
    """Call the kernel for each row of `columns`; what it returned, and the failures.

    A failed row's value is None. Elements run in batches, that grow until one takes
    long enough to be told to the client.
    """
    values: list[Any] = []
    failures: list[Failure] = []
    rows = zip(*columns)
    call = caller(kernel, fixed)
    size, told = 1, time.time()
    while batch := list(islice(rows, size)):
        began = time.time()
        run_batch(call, batch, values, failures)
        now = time.time()
        if now - began < PROGRESS_EVERY / 10:
            size *= 2
        if now - told > PROGRESS_EVERY:
            told = now
            progress(len(values))
    return values, failures


def run_batch(
    call: Callable[..., Any],
    batch: Iterable[tuple[Any, ...]],
    values: list[Any],
    failures: list[Failure],
) -> None:
    keep = values.append
    for row in batch:
        try:
            keep(call(*row))
        except (Exception, SystemExit, PrefectSignal) as error:
            failures.append(Failure(len(values), locals_of(error), error))
            keep(None)


def locals_of(error: BaseException) -> dict[str, Any]:
    """The results that a kernel had when it raised: the locals of its frame."""
    trace = error.__traceback__
    inner = trace.tb_next if trace is not None else None
    return dict(inner.tb_frame.f_locals) if inner is not None else {}


def caller(kernel: Kernel, fixed: dict[str, Any]) -> Callable[..., Any]:
    """A function of the mapped inputs by position, the fixed ones filled in."""
    function, each = kernel.function, kernel.each
    if len(each) == 1 and not fixed and leading(function) == each[0]:
        return function
    if len(kernel.steps) > 1 and not fixed:
        return function

    def call(*row: Any) -> Any:
        return function(**dict(zip(each, row)), **fixed)

    return call


def leading(function: Callable[..., Any]) -> Optional[str]:
    """The name of a plain function's first parameter, if it can go by position."""
    code = getattr(function, "__code__", None)
    if code is None or not code.co_argcount or code.co_posonlyargcount:
        return None
    return str(code.co_varnames[0])
