"""Elements whose every step a report shows: plain calls, one step after another."""

import time
from collections.abc import Sequence
from typing import Any, Callable

from ..states.signals import is_outcome
from .kernels import PROGRESS_EVERY, Failure, rows_of
from .task_spec import Step


def run_stages(
    steps: Sequence[Step],
    columns: dict[str, Sequence[Any]],
    width: int,
    fixed: dict[str, Any],
    keep: Callable[[int, dict[str, Any]], None],
    progress: Callable[[int], None],
) -> list[Failure]:
    """Take each of the `width` rows of `columns` through the steps.

    Returns the rows that failed on the way. `keep` is given the number of a row that
    succeeded, and all values by their names: inputs, and the results of the steps.
    """
    plan = [(step.function, list(step.inputs.items()), step.result) for step in steps]
    failures, told = [], time.time()
    for row, values in enumerate(rows_of([*columns.values()], width)):
        known = {**fixed, **dict(zip(columns, values))}
        try:
            for function, inputs, result in plan:
                known[result] = function(**{key: known[name] for key, name in inputs})
        except BaseException as error:
            if not is_outcome(error):
                raise
            failures.append(Failure(row, known, error))
        else:
            keep(row, known)
        if time.time() - told > PROGRESS_EVERY:
            told = time.time()
            progress(row + 1)
    return failures
