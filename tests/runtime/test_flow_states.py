"""The states of a flow run: what the tasks decide, and what handlers make of it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.function_tasks import as_task
from flowc.runtime.cluster.backends import LocalBackend
from flowc.runtime.context.dated_context import RunContext
from flowc.runtime.program.flow_runner import run_once
from flowc.runtime.reporting.flow_run import FlowRun, decided_state
from flowc.runtime.states.signals import ENDRUN, FAIL
from flowc.runtime.states.states import (
    Failed,
    Paused,
    Skipped,
    State,
    Success,
    TimedOut,
)

from .runs import mapped, record


def run(flow: Flow) -> FlowRun:
    """Run a recorded flow."""
    return run_once(flow, LocalBackend("sync"))


class Steps:
    """A flow of one task, what its handler saw, and whether the task ran."""

    def __init__(self, fail: bool = False, **named: Any) -> None:
        self.seen: list[str] = []
        self.ran = 0
        self.instead: Callable[[State], Any] = lambda new: None
        with Flow("handled", state_handlers=[self.handler], **named) as self.flow:
            self.task = as_task(self.body)(fail)

    def body(self, fail: bool) -> int:
        self.ran += 1
        return 1 // (not fail)

    def handler(self, flow: Any, old: State, new: State) -> Any:
        assert flow is self.flow
        self.seen.append(f"{type(old).__name__}->{type(new).__name__}")
        return self.instead(new)


@pytest.mark.parametrize(
    ("fail", "state", "message"),
    [
        (False, "Success", "All reference tasks succeeded."),
        (True, "Failed", "Some reference tasks failed."),
    ],
)
def test_handlers_see_each_change(fail: bool, state: str, message: str) -> None:
    steps = Steps(fail)
    found = run(steps.flow)
    assert (found.state, found.message) == (state, message)
    assert steps.seen == ["Scheduled->Running", f"Running->{state}"]


def test_on_failure_comes_last() -> None:
    said: list[Any] = []
    steps = Steps(True, on_failure=lambda flow, state: said.append((flow, state)))
    run(steps.flow)
    ((flow, state),) = said
    assert flow is steps.flow and isinstance(state, Failed)
    assert repr(state) == '<Failed: "Some reference tasks failed.">'


def test_a_handler_s_state_replaces_the_new_one() -> None:
    steps = Steps(True)
    steps.instead = lambda new: (Success("never mind") if new.is_failed() else None)
    found = run(steps.flow)
    assert (found.state, found.message) == ("Success", "never mind")
    assert found.final.is_successful()
    assert found.report()["flow_message"] == "never mind"


@pytest.mark.parametrize(
    "other", [Failed("no"), Skipped("today not"), Success(), Paused("later")]
)
def test_a_flow_that_is_not_running_runs_no_task(other: State) -> None:
    steps = Steps()
    steps.instead = lambda new: other
    found = run(steps.flow)
    assert found.final is other
    assert steps.ran == 0 and steps.seen == ["Scheduled->Running"]
    assert found.report()["tasks"]["body-1"]["state"] == "Pending"


def raising(error: BaseException, when: str) -> Callable[[State], None]:
    def instead(new: State) -> None:
        if type(new).__name__ == when:
            raise error

    return instead


@pytest.mark.parametrize(("when", "ran"), [("Running", 0), ("Success", 1)])
def test_a_handler_that_raises(when: str, ran: int) -> None:
    steps = Steps()
    error = KeyError("k")
    steps.instead = raising(error, when)
    found = run(steps.flow)
    message = "Unexpected error while calling state handlers: KeyError('k')"
    assert (found.state, found.message) == ("Failed", message)
    assert found.final.result is error
    assert steps.ran == ran and len(steps.seen) == ran + 1


@pytest.mark.parametrize("when", ["Running", "Success"])
@pytest.mark.parametrize("error", [FAIL("m"), ENDRUN(Failed("m"))])
def test_a_handler_that_raises_a_signal(error: BaseException, when: str) -> None:
    steps = Steps()
    steps.instead = raising(error, when)
    found = run(steps.flow)
    assert (found.state, found.message) == ("Failed", "m")
    assert steps.ran == (when == "Success")


def test_handlers_see_the_context_of_the_run() -> None:
    seen: list[Any] = []

    def handler(flow: Any, old: Any, new: Any) -> None:
        context = RunContext()
        seen.append((context.flow_name, isinstance(context.date, datetime.date)))

    with Flow("named", state_handlers=[handler]) as flow:
        pass
    run(flow)
    assert len(seen) == 2 and all(seen) and seen[0][1] is True


def test_the_terminal_state_handler_has_the_reference_states() -> None:
    seen: list[Any] = []

    def handler(flow: Any, state: State, reference_states: Any) -> Any:
        seen.append(
            sorted((type(s).__name__, repr(s.result)) for s in reference_states)
        )
        return Failed("too many") if state.is_successful() else None

    with Flow("t", terminal_state_handler=handler) as flow:
        first = as_task(lambda: 5, name="first")()
        halves = as_task(lambda x: 10 // x, name="halves").map([1, 0])
    flow.set_reference_tasks([first, halves])
    found = run(flow)
    assert (found.state, found.message) == ("Failed", "Some reference tasks failed.")
    failure = "ZeroDivisionError('integer division or modulo by zero')"
    assert seen == [[("Failed", failure), ("Success", "10"), ("Success", "5")]]
    flow.set_reference_tasks([first])
    assert run(flow).message == "too many"
    assert seen[1] == [("Success", "5")]


def test_what_the_terminal_state_handler_raises() -> None:
    def broken(flow: Any, state: State, states: Any) -> Any:
        raise KeyError("k")

    steps = Steps(terminal_state_handler=broken)
    assert run(steps.flow).message == "Unexpected error: KeyError('k')"
    assert steps.seen[-1] == "Running->Failed"


def test_a_flow_without_tasks_has_them_too() -> None:
    seen: list[Any] = []

    def handler(flow: Any, old: State, new: State) -> None:
        seen.append(f"{flow.name} {type(new).__name__}")

    def failed(flow: Any, state: State) -> None:
        seen.append(f"{flow!r} {state.message}")

    def terminal(flow: Any, state: State, states: Any) -> Any:
        seen.append(len(states))
        return TimedOut("late")

    flow = Flow(
        "f",
        state_handlers=[handler],
        on_failure=failed,
        terminal_state_handler=terminal,
    )
    found = run_once(flow, LocalBackend("sync"))
    assert (found.state, found.message) == ("TimedOut", "late")
    assert seen == ["f Running", 0, "f TimedOut", '<Flow: name="f"> late']


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], "All reference tasks succeeded."),
        ([record("a-1"), record("b-1", "Skipped")], "All reference tasks succeeded."),
        ([record("a-1", "Cached")], "All reference tasks succeeded."),
        ([mapped("a-1", {})], "All reference tasks succeeded."),
        (
            [mapped("a-1", {"Success": 2, "TimedOut": 1})],
            "Some reference tasks failed.",
        ),
        (
            [record("a-1"), record("b-1", "TriggerFailed")],
            "Some reference tasks failed.",
        ),
        ([record("a-1", "Cancelled")], "No reference tasks failed."),
        ([mapped("a-1", {"Success": 1, "Cancelled": 1})], "No reference tasks failed."),
    ],
)
def test_what_the_tasks_decide(records: Any, expected: str) -> None:
    state = decided_state(records)
    assert state.message == expected
    assert state.is_failed() == expected.startswith("Some")
