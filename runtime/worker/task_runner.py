"""The pipeline of a task run: one state machine (semantics, section 5)."""

import contextlib
import datetime
from collections.abc import Sequence
from typing import Any, Callable, Optional

from ..context.context import context_entered
from ..context.run_context import task_context
from ..policies.approval import NOBODY_APPROVES, is_approved
from ..policies.bodies import call_body
from ..policies.caching import cached_box, cached_candidate
from ..policies.state_handlers import handled
from ..policies.task_copies import original_of
from ..policies.task_run_names import name_run
from ..policies.upstream_counts import refusal_of
from ..results.targets import stored, target_box
from ..states.conversion import signalled
from ..states.signals import LOOP, SUCCESS, TaskTimeoutSignal, is_outcome
from .outcome import SKIPPED_UPSTREAM, SUCCEEDED, Box, unusual_states
from .task_spec import Step

READY = frozenset({"Pending", "Retrying", "Scheduled", "Resume"})


class Final(Exception):
    """Ends the pipeline: the state that it has reached is final."""


class Pipeline:
    """One task run, from Pending to its end, retries and loops included.

    `inputs` are the boxes of its arguments, `ordered` those that only have to be
    finished; `surroundings` is the context of the flow run, `index` the element's
    number in its map. `advance` returns the final box, or None where a retry has to
    wait until the epoch second `due`. `error` is what the body raised last.
    """

    def __init__(
        self,
        step: Step,
        inputs: dict[str, Box],
        ordered: Sequence[Box],
        surroundings: Optional[dict[str, Any]],
        index: Optional[int],
    ) -> None:
        self.given = self.step = step
        self.copy: Any = None
        self.inputs = inputs
        self.ordered = ordered
        self.surroundings = surroundings
        self.index = index
        self.state = Box("Pending")
        self.run_count = 1
        self.loop: Optional[dict[str, Any]] = None
        self.resumed = False
        self.due = 0.0
        self.error: Optional[BaseException] = None

    @property
    def values(self) -> dict[str, Any]:
        return {key: box.value for key, box in self.inputs.items()}

    @property
    def certain(self) -> bool:
        """Whether there is something upstream, and all of it plain successes."""
        boxes = [*self.inputs.values(), *self.ordered]
        return bool(boxes) and all(box.state == "Success" for box in boxes)

    def refusal(self) -> Optional[Box]:
        """What keeps a step without handlers from running, if anything does."""
        with contextlib.suppress(Final):
            self.check_upstream()
            self.check_trigger()
            return None
        return self.state

    def advance(self) -> Optional[Box]:
        """Run on from where the run stands."""
        try:
            while True:
                self.go(self.attempt)
                if self.at_rest():
                    return None if self.state.state == "Retrying" else self.state
        finally:
            self.give_copy_back()

    def take_over(self, error: BaseException) -> Optional[Box]:
        """Go on from a plain call of the body that raised `error`."""
        self.state = Box("Running")
        self.go(lambda: self.settle(self.ended(error)))
        if self.at_rest():
            return None if self.state.state == "Retrying" else self.state
        return self.advance()

    def go(self, part: Callable[[], None]) -> None:
        """Do a part of the pipeline; an error of flowc's user in it is a failure."""
        try:
            with contextlib.suppress(Final), self.context():
                part()
        except Exception as error:
            self.error = error
            self.state = Box("Failed", error, f"Unexpected error: {error!r}")

    def at_rest(self) -> bool:
        """Whether nothing is to be done now; else the next attempt is prepared."""
        if self.state.state == "Looped":
            self.loop_on()
            return False
        if self.state.state == "Paused":
            self.approve()
            return not self.resumed or self.state.state != "Resume"
        if self.state.state == "Retrying":
            self.go(self.wait)
        return True

    def context(self) -> Any:
        """`prefect.context` as the task sees it, where the flow looks at it at all."""
        if self.surroundings is None:
            return contextlib.nullcontext()
        values = task_context(
            self.step, self.surroundings, self.index, self.run_count, self.loop
        )
        if self.resumed:
            values["resume"] = True
        return context_entered(values)

    # The steps, in order

    def attempt(self) -> None:
        """Take the run through the pipeline once."""
        self.take_copy()
        self.check_upstream()
        if self.step.task_run_name:
            name_run(self.step, self.values)
        if self.step.target is not None:
            self.become(self.guarded(target_box, self.step, self.values))
        elif self.step.cache_for is not None:
            self.become(self.guarded(cached_candidate, self.step, self.values))
        self.check_trigger()
        if self.state.state not in READY:
            raise Final
        self.become(Box("Running", None, "Starting task run."))
        if self.state.state != "Running":
            raise Final
        self.settle(self.outcome())

    def take_copy(self) -> None:
        """Run a copy of the task that is this attempt's, where each has its own."""
        if self.given.copied and self.copy is None:
            self.copy = original_of(self.given).taken()
            self.step, _ = self.copy

    def give_copy_back(self) -> None:
        if self.copy is not None:
            original_of(self.given).given_back(self.copy)
            self.copy = None

    def settle(self, box: Box) -> None:
        """Take what the body made of the run; cache a success, retry a failure."""
        self.become(box)
        if self.step.cache_for is not None and self.succeeded:
            self.become(cached_box(self.step, self.state, self.values))
        if self.state.failed:
            self.become(self.guarded(self.retried))

    def check_upstream(self) -> None:
        """A task whose upstream was skipped is skipped, before its trigger (052)."""
        boxes = [*self.inputs.values(), *self.ordered]
        if not self.step.skip_on_upstream_skip:
            return
        unusual = [box for box in boxes if box.state != "Success"]
        if any("Skipped" in unusual_states(box) for box in unusual):
            self.end(Box("Skipped", None, SKIPPED_UPSTREAM))

    def check_trigger(self) -> None:
        refused = refusal_of(self.step, self.inputs, self.ordered)
        if refused is not None:
            self.end(refused)

    def outcome(self) -> Box:
        """Call the body; what its value, or what it raises, makes of the task."""
        try:
            value = call_body(self.step, self.values)
        except BaseException as error:
            return self.ended(error)
        return self.kept(Box("Success", value, SUCCEEDED))

    def ended(self, error: BaseException) -> Box:
        """The state that an exception of the body means."""
        if isinstance(error, TaskTimeoutSignal):
            return Box("TimedOut", error, "Task timed out during execution.")
        box = self.raised(error)
        return self.kept(box) if isinstance(error, (LOOP, SUCCESS)) else box

    def raised(self, error: BaseException) -> Box:
        """The state of a signal, or a failure; what ends a process goes on up."""
        box = signalled(error)
        if box is not None:
            if type(error).__name__ == "ENDRUN":
                self.end(box)
            if box.state == "Looped":
                self.describe_loop(box)
            elif box.state == "Retrying":
                box.extra = {**(box.extra or {}), "run_count": self.run_count}
            return box
        if not is_outcome(error):
            raise error
        self.error = error
        return Box("Failed", error, f"Error during execution of task: {error!r}")

    def kept(self, box: Box) -> Box:
        """An outcome whose value was stored where results are, if they are."""
        if self.surroundings is None or not self.surroundings.get("checkpointing"):
            return box
        return self.guarded(stored, self.step, box, self.values)

    def guarded(self, make: Any, *arguments: Any) -> Box:
        """What `make` returns, or the current state; what it raises is a failure."""
        try:
            return make(*arguments) or self.state
        except Exception as error:
            self.error = error
            return Box("Failed", error, f"Unexpected error: {error!r}")

    def retried(self) -> Box:
        """A failed run's next state: Retrying while attempts are left (10.1)."""
        step = self.step
        if self.run_count > step.max_retries:
            return self.state
        if step.retry_on and not isinstance(self.state.value, step.retry_on):
            return self.state
        if not isinstance(step.retry_delay, datetime.timedelta):
            kind = type(step.retry_delay).__name__
            text = f"unsupported operand type(s) for +: 'DateTime' and '{kind}'"
            raise TypeError(text)
        due = datetime.datetime.now(datetime.timezone.utc) + step.retry_delay
        attempts = step.max_retries + 1
        message = f"Retrying Task (after attempt {self.run_count} of {attempts})"
        extra = {"start_time": due, "run_count": self.run_count}
        return Box("Retrying", None, message, extra=extra)

    # From one attempt to the next

    def wait(self) -> None:
        """Let a retry wait for its time."""
        extra = self.state.extra or {}
        self.due = extra["start_time"].timestamp()
        self.run_count = (extra.get("run_count") or self.run_count) + 1

    def describe_loop(self, box: Box) -> None:
        """Say which iteration a LOOP ends, and what it hands on."""
        extra = {**(box.extra or {})}
        count = (self.loop or {}).get("task_loop_count", 1)
        extra["loop_count"] = extra.get("loop_count") or count
        box.extra = extra
        box.message = box.message or f"Task is looping ({extra['loop_count']})"

    def loop_on(self) -> None:
        """Begin the next iteration: a task run of its own for retries (058)."""
        count = (self.state.extra or {}).get("loop_count", 1)
        self.loop = {"task_loop_result": self.state.value, "task_loop_count": count + 1}
        self.state = Box("Pending", None, f"Looping task (on loop index {count})")
        self.run_count = 1

    def approve(self) -> None:
        """Go on after a pause if somebody approves, else fail (section 6)."""
        if not self.resumed and is_approved(self.step, self.surroundings):
            self.resumed = True
            self.state = Box("Resume", None, "Approval given to resume.")
        else:
            message = NOBODY_APPROVES.format(self.step.slug)
            self.state = Box("Failed", self.state.value, message)

    # From one state to the next

    @property
    def succeeded(self) -> bool:
        return self.state.state in ("Success", "Cached")

    def end(self, box: Box) -> None:
        self.become(box)
        raise Final

    def become(self, box: Box) -> None:
        """Change the state, as far as the task's handlers let it (section 11)."""
        if not self.step.state_handlers or box is self.state:
            self.state = box
            return
        self.state, final = handled(self.step, self.state, box, self.index)
        if final:
            raise Final
