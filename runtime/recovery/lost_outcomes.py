"""The outcomes of what Dask has lost: the node that was lost, in a box of its own."""

import time
from typing import Any, Optional

from ..reporting.note_folder import Folder
from ..reporting.notes import StepCount, task_note
from ..worker.kernels import Kernel
from ..worker.outcome import MAPPING, Box, Chunk
from ..worker.task_node import TaskRun
from ..worker.task_spec import Step


def failing(outcome: Any) -> bool:
    """Whether an outcome that was put in place makes a trigger fail."""
    if isinstance(outcome, Chunk):
        return any(box.failed or box.children for box in outcome.columns.values())
    return isinstance(outcome, Box) and outcome.failed


def failed_node(run: Any, error: BaseException, folder: Folder) -> Any:
    """The outcome of a node that Dask lost, told to the folder as its note."""
    message = f"Error during execution of task: {in_short(error)}"
    outcome = lost_result(run, error, message, folder)
    folder.hear(loss_note(run, error, outcome))
    return outcome


def lost_result(run: Any, error: BaseException, message: str, folder: Folder) -> Any:
    """What stands for the result of a node that is gone for good.

    A chunk's elements have all failed; how many they are its sister chunks have told.
    """
    failed = Box("Failed", error, message)
    if isinstance(run, TaskRun):
        failed.slug = run.step.slug
        return failed
    width = folder.width_of(run.kernel.steps[-1].slug) or 0
    length = len(range(run.position, width, run.stride))
    parent = Box("Mapped", None, MAPPING, {}) if width else failed
    return Chunk(lost_columns(run.kernel, parent, length, error, message), width)


def loss_note(run: Any, error: BaseException, outcome: Any) -> dict[str, Any]:
    """The note that a lost node would have sent of its outcome."""
    started = time.time()
    if isinstance(run, TaskRun):
        note = task_note(run.step, outcome, error, started)
        return {**note, "traceback": place_of(run.step) + note["traceback"]}
    parent = next(iter(outcome.columns.values()))
    length = len(parent.value) if parent.mapped else 0
    tasks = []
    for step in run.kernel.steps:
        count = StepCount(step, run.position, run.stride, outcome.width)
        for place in range(length):
            count.add(place, parent.child(place), error)
        tasks.append(count.note(parent, outcome.width, length, started))
    note = {"kind": "chunk", "chunk": run.position, "of": run.stride}
    return {**note, "tasks": tasks}


def in_short(error: BaseException) -> str:
    """A loss in one sentence, without the addresses and keys of Dask's own text."""
    workers = getattr(error, "allowed_failures", None)
    if type(error).__name__ == "KilledWorker" and workers is not None:
        return f"KilledWorker: {workers} workers died, one after another, running it"
    return repr(error)


def place_of(step: Step) -> str:
    """Where a step's function stands in the source, as a traceback's line says it."""
    code = getattr(step.function, "__code__", None)
    if code is None:
        return ""
    return (
        f'  File "{code.co_filename}", line {code.co_firstlineno}, in {code.co_name}\n'
    )


def lost_columns(
    kernel: Kernel,
    parent: Box,
    length: int,
    error: BaseException,
    message: Optional[str],
) -> dict[str, Box]:
    """The columns of a chunk all of whose elements were lost."""
    if not parent.mapped:
        return dict.fromkeys(kernel.exports, parent)
    children = dict.fromkeys(range(length), ("Failed", message))
    values: list[Any] = [error] * length
    slugs = {step.result: step.slug for step in kernel.steps}
    return {
        name: Box("Mapped", values, parent.message, children, slugs[name])
        for name in kernel.exports
    }
