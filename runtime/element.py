"""The run of one element through its steps: a task run as one state machine."""

import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any, Callable, Optional

from .outcome import SUCCEEDED, Box, outcomes
from .signals import TRIGGERFAIL
from .steps import Step
from .triggers import Tally

SKIPPED_UPSTREAM = (
    "Upstream task was skipped; if this was not the intended behavior, consider "
    "changing `skip_on_upstream_skip=False` for this task."
)


class Element:
    """One element of a map, or the single element of an ordinary task.

    `boxes` holds the outcomes of the steps done so far, by result name; `source`
    gives the box of an input that comes from outside; `place` is the element's
    position in its chunk. Where a retry has to wait, `advance` returns and `due` is
    the epoch second from which it may be called again, so that whoever holds many
    elements can run the others meanwhile.
    """

    def __init__(
        self, steps: Sequence[Step], source: Callable[[str], Box], place: int = 0
    ) -> None:
        self.steps = steps
        self.source = source
        self.place = place
        self.boxes: dict[str, Box] = {}
        self.errors: dict[str, BaseException] = {}
        self.position = 0
        self.attempts = 0
        self.due = 0.0

    def advance(self) -> bool:
        """Run on; True when every step has its outcome, False when a retry waits."""
        while self.position < len(self.steps):
            if not self.run(self.steps[self.position]):
                return False
        return True

    def run(self, step: Step) -> bool:
        """Take one step through the pipeline of section 5 of the semantics."""
        inputs = {key: self.find(name) for key, name in step.inputs.items()}
        if self.attempts == 0:
            ordered = [self.find(name) for name in step.upstream]
            ended = barred(step, [*inputs.values(), *ordered])
            if ended is not None:
                return self.end(step, ended)
        try:
            value = step.call({key: box.value for key, box in inputs.items()})
        except (Exception, SystemExit) as error:
            return self.fail(step, error)
        return self.end(step, Box("Success", value, SUCCEEDED))

    def resume(self, done: dict[str, Any], error: BaseException) -> None:
        """Take over from a kernel that raised `error` with the steps in `done` done."""
        while self.steps[self.position].result in done:
            step = self.steps[self.position]
            self.end(step, Box("Success", done[step.result], SUCCEEDED))
        self.fail(self.steps[self.position], error)

    def find(self, name: str) -> Box:
        box = self.boxes.get(name)
        return self.source(name) if box is None else box

    def fail(self, step: Step, error: BaseException) -> bool:
        """Retry the step if it may be (10.1), else end it as Failed."""
        self.attempts += 1
        if self.attempts <= step.max_retries:
            delay = step.retry_delay
            self.due = time.time() + (delay.total_seconds() if delay else 0.0)
            return False
        self.errors[step.result] = error
        message = f"Error during execution of task: {error!r}"
        return self.end(step, Box("Failed", error, message))

    def end(self, step: Step, box: Box) -> bool:
        self.boxes[step.result] = box
        self.position += 1
        self.attempts = 0
        return True


def barred(step: Step, upstream: Sequence[Box]) -> Optional[Box]:
    """The outcome of a step that does not run: skipped, or refused by its trigger."""
    if any(box.state != "Success" for box in upstream) and step.skip_on_upstream_skip:
        states = (state for box in upstream for state, _ in outcomes(box))
        if "Skipped" in states:
            return Box("Skipped", None, SKIPPED_UPSTREAM)
    refused = step.trigger(tally(upstream))
    if refused is None:
        return None
    return Box("TriggerFailed", TRIGGERFAIL(refused), refused)


def tally(upstream: Sequence[Box]) -> Tally:
    """Count the states of `upstream`, those of mapped results child by child."""
    total = failures = 0
    for box in upstream:
        if box.children is None:
            total += 1
            failures += box.failed
        else:
            total += len(box.value)
            failed = (Box(state).failed for state, _ in box.children.values())
            failures += sum(failed)
    return Tally(len(upstream), total, failures)


def finish(
    elements: Iterable[Element], done: Callable[[Element], None] = lambda element: None
) -> None:
    """Run every element to its end, those that wait for a retry last and together.

    The delays are slept off by the one caller, with the worker's slot given back
    meanwhile; all elements due by then run on. `done` is called with each element
    that has all of its outcomes.
    """
    waiting: list[Element] = []
    for element in elements:
        go_on(element, waiting, done)
    while waiting:
        pause(min(element.due for element in waiting))
        late, waiting = waiting, []
        for element in late:
            go_on(element, waiting, done)


def go_on(
    element: Element, waiting: list[Element], done: Callable[[Element], None]
) -> None:
    """Run an element that is due; put it in `waiting` if it is not at its end."""
    if element.due > time.time() or not element.advance():
        waiting.append(element)
    else:
        done(element)


def pause(due: float) -> None:
    """Sleep until the epoch second `due`; on a Dask worker, outside its thread pool."""
    if due - time.time() < 0.05 or not on_worker():
        time.sleep(max(0.0, due - time.time()))
        return
    from distributed import rejoin, secede

    secede()
    time.sleep(max(0.0, due - time.time()))
    rejoin()


def on_worker() -> Any:
    """The Dask worker that runs this task, or None (also under a local scheduler)."""
    if "distributed" not in sys.modules:
        return None
    from distributed import get_worker

    try:
        return get_worker()
    except ValueError:
        return None
