"""The run of one element through its steps."""

import time
from collections.abc import Iterable, Sequence
from typing import Any, Callable, Optional

from ..states.signals import PrefectSignal
from .dask_worker import on_worker
from .outcome import SUCCEEDED, Box
from .task_runner import Pipeline
from .task_spec import Step


class Element:
    """One element of a map, or the single element of an ordinary task.

    `boxes` holds the outcomes of the steps done so far, by result name; `source`
    gives the box of an input that comes from outside; `place` is the element's
    position in its chunk, `index` that in the whole map; `free` tells that no step
    needs a context of its own. Where a retry has to wait,
    `advance` returns and `due` is the epoch second from which it may be called again,
    so that whoever holds many elements can run the others meanwhile.
    """

    def __init__(
        self,
        steps: Sequence[Step],
        source: Callable[[str], Box],
        place: int = 0,
        index: Optional[int] = None,
        surroundings: Optional[dict[str, Any]] = None,
        free: bool = False,
    ) -> None:
        self.steps = steps
        self.free = free
        self.source = source
        self.place = place
        self.index = index
        self.surroundings = surroundings
        self.boxes: dict[str, Box] = {}
        self.errors: dict[str, BaseException] = {}
        self.waiting: Optional[Pipeline] = None
        self.due = 0.0

    def advance(self) -> bool:
        """Run on; True when every step has its outcome, False when a retry waits."""
        while len(self.boxes) < len(self.steps):
            if self.waiting is None and self.free and self.step.plain:
                done = self.advance_plainly()
            else:
                run, self.waiting = self.waiting or self.pipeline(), None
                done = self.settle(run, run.advance())
            if not done:
                return False
        return True

    def advance_plainly(self) -> bool:
        """Take the next step, one whose success is only the call; as `settle`."""
        run = self.pipeline()
        if not run.certain:
            return self.settle(run, run.refusal() or run.advance())
        try:
            value = run.step.function(**run.values)
        except (Exception, SystemExit, PrefectSignal) as error:
            return self.settle(run, run.take_over(error))
        self.boxes[run.step.result] = Box("Success", value, SUCCEEDED)
        return True

    def resume(self, done: dict[str, Any], error: BaseException) -> None:
        """Take over from a kernel that raised `error` with the steps in `done` done."""
        while self.step.result in done:
            value = done[self.step.result]
            self.boxes[self.step.result] = Box("Success", value, SUCCEEDED)
        run = self.pipeline()
        self.settle(run, run.take_over(error))

    @property
    def step(self) -> Step:
        """The first step without an outcome."""
        return self.steps[len(self.boxes)]

    def pipeline(self) -> Pipeline:
        """The run of the next step, with its inputs."""
        step = self.step
        inputs = {key: self.find(name) for key, name in step.inputs.items()}
        ordered = [self.find(name) for name in step.upstream]
        return Pipeline(step, inputs, ordered, self.surroundings, self.index)

    def find(self, name: str) -> Box:
        box = self.boxes.get(name)
        return self.source(name) if box is None else box

    def settle(self, run: Pipeline, box: Optional[Box]) -> bool:
        """Take a step's outcome; False if there is none yet."""
        if box is None:
            self.waiting, self.due = run, run.due
            return False
        if box.failed and run.error is not None:
            self.errors[run.step.result] = run.error
        self.boxes[run.step.result] = box
        return True


def finish(
    elements: Iterable[Element], done: Optional[Callable[[Element], None]] = None
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
    element: Element,
    waiting: list[Element],
    done: Optional[Callable[[Element], None]],
) -> None:
    """Run an element that is due; put it in `waiting` if it is not at its end."""
    if element.due > time.time() or not element.advance():
        waiting.append(element)
    elif done is not None:
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
