"""The happy path of a map: plain calls of its function, element after element."""

import functools
import time
from collections.abc import Iterable, Sequence
from itertools import islice, repeat
from types import FunctionType
from typing import Any, Callable

from ..states.signals import is_outcome
from .task_spec import Step

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
        return all(step.plain for step in self.steps)


class Failure:
    """An element that left the happy path: the results it had, and what was raised."""

    __slots__ = ("done", "error", "row")

    def __init__(self, row: int, done: dict[str, Any], error: BaseException) -> None:
        self.row = row
        self.done = done
        self.error = error


def run_rows(
    kernel: Kernel,
    columns: dict[str, Sequence[Any]],
    width: int,
    fixed: dict[str, Any],
    progress: Callable[[int], None],
) -> tuple[list[Any], list[Failure]]:
    """Call the kernel for each of the `width` rows of `columns`.

    Returns what it returned, and the failures: a failed row's value is None. Elements
    run in batches, that grow until one takes long enough to be told to the client.
    """
    values: list[Any] = []
    failures: list[Failure] = []
    call, names = caller(kernel, fixed)
    ordered = [columns[name] for name in names]
    rows = iter(ordered[0]) if len(ordered) == 1 else rows_of(ordered, width)
    size, told = 1, time.time()
    while len(values) < width:
        began = time.time()
        run_batch(call, len(ordered), islice(rows, size), values, failures)
        now = time.time()
        if now - began < PROGRESS_EVERY / 10:
            size *= 2
        if now - told > PROGRESS_EVERY:
            told = now
            progress(len(values))
    return values, failures


def rows_of(columns: Sequence[Sequence[Any]], width: int) -> Iterable[tuple[Any, ...]]:
    """Return the rows of columns; `width` empty ones where there is no column, since
    a map may be over nothing but tasks that it waits for."""
    return zip(*columns) if columns else repeat((), width)


def run_batch(
    call: Callable[..., Any],
    arity: int,
    batch: Iterable[Any],
    values: list[Any],
    failures: list[Failure],
) -> None:
    """Call the kernel for each row of a batch; the loops differ in speed alone."""
    keep = values.append
    leave = functools.partial(row_failed, values, failures)
    if arity == 1:
        for x in batch:
            try:
                keep(call(x))
            except BaseException as error:
                leave(error)
    elif arity == 2:
        for x, y in batch:
            try:
                keep(call(x, y))
            except BaseException as error:
                leave(error)
    else:
        for row in batch:
            try:
                keep(call(*row))
            except BaseException as error:
                leave(error)


def row_failed(
    values: list[Any], failures: list[Failure], error: BaseException
) -> None:
    """Note that a row has left the happy path; what ends a process goes on up."""
    if not is_outcome(error):
        raise error
    failures.append(Failure(len(values), locals_of(error), error))
    values.append(None)


def locals_of(error: BaseException) -> dict[str, Any]:
    """The results that a kernel had when it raised: the locals of its frame."""
    trace = error.__traceback__
    inner = trace.tb_next if trace is not None else None
    return dict(inner.tb_frame.f_locals) if inner is not None else {}


def caller(
    kernel: Kernel, fixed: dict[str, Any]
) -> tuple[Callable[..., Any], Sequence[str]]:
    """A function of the mapped inputs by position, the fixed ones filled in, and the
    inputs' names in the order in which it takes them.

    Calls by position are the fastest. Of a kernel the function's own frame has to be
    the first one of the call, since `locals_of` looks for it there.
    """
    function, each = kernel.function, kernel.each
    names = positional(function)
    start = 0
    while start < len(names) and names[start] in fixed:
        start += 1
    ordered = names[start : start + len(each)]
    if set(ordered) != set(each):
        return KeywordCall(function, each, fixed), each
    first = [fixed[name] for name in names[:start]]
    rest = {name: value for name, value in fixed.items() if name not in names[:start]}
    return functools.partial(function, *first, **rest) if fixed else function, ordered


class KeywordCall:
    """Calls a function with its mapped inputs, given by position, as keywords."""

    def __init__(
        self, function: Callable[..., Any], each: Sequence[str], fixed: dict[str, Any]
    ) -> None:
        self.function = function
        self.each = each
        self.fixed = fixed

    def __call__(self, *row: Any) -> Any:
        return self.function(**dict(zip(self.each, row)), **self.fixed)


def positional(function: Callable[..., Any]) -> Sequence[str]:
    """The names of the parameters that a plain function takes by position."""
    if not isinstance(function, FunctionType):
        return ()
    code = function.__code__
    return () if code.co_posonlyargcount else code.co_varnames[: code.co_argcount]
