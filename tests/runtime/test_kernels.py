"""A kernel: several tasks mapped in a row, run as one function, element by element."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from flowc.runtime import Unmapped as unmapped
from flowc.runtime.authoring.control_flow import CaseBlock
from flowc.runtime.authoring.delayed import delayed, task_settings
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.function_tasks import FunctionTask, as_task
from flowc.runtime.authoring.parameters import Parameter
from flowc.runtime.cluster.backends import LocalBackend
from flowc.runtime.policies.triggers import all_finished, any_failed
from flowc.runtime.program.flow_runner import run_once
from flowc.runtime.reporting.flow_run import FlowRun
from flowc.runtime.states.signals import SKIP
from flowc.runtime.states.states import Failed, Success

NOW = datetime.timedelta(0)
THREADS = 4
MANY = list(range(50))
CALLS: list[int] = []


def parse(x: Any) -> int:
    if x == 3:
        raise SKIP("three")
    return int(x)


def invert(n: int, by: int = 1) -> float:
    first = n not in CALLS
    CALLS.append(n)
    if n % 5 == 2 and first:
        raise ConnectionError("the first time")
    return by / n


def show(n: int, inverse: Any) -> str:
    return f"{n}: {inverse}"


def kernel(x: Any, by: int) -> str:
    parsed = parse(x)
    inverse = invert(parsed, by)
    return show(parsed, inverse)


kernel.steps = [  # type: ignore[attr-defined]
    {"task": parse, "inputs": {"x": "x"}, "out": "parsed"},
    {"task": invert, "inputs": {"n": "parsed", "by": "by"}, "out": "inverse"},
    {"task": show, "inputs": {"n": "parsed", "inverse": "inverse"}, "out": "shown"},
]


def own_trigger(upstream_states: Any) -> bool:
    assert {edge.key for edge in upstream_states} == {"n", "inverse"}
    return all(state.is_finished() for state in upstream_states.values())


class Made:
    """A flow of three maps, as a kernel or one by one, and their tasks."""

    def __init__(self, fused: bool, xs: Any = MANY) -> None:
        with Flow("maps") as self.flow:
            given = Parameter("xs", default=xs)
            if fused:
                last = delayed(kernel).map(x=given, by=unmapped(2))
            else:
                parsed = delayed(parse).map(given)
                inverse = delayed(invert).map(parsed, by=unmapped(2))
                last = delayed(show).map(parsed, inverse)
        tasks = [each for each in self.flow.tasks if isinstance(each, FunctionTask)]
        self.parse, self.invert, self.show = tasks
        assert last is self.show


def ran(flow: Flow, **named: Any) -> FlowRun:
    CALLS.clear()
    return run_once(flow, LocalBackend("threads", THREADS), **named)


def told(run: FlowRun) -> dict[str, Any]:
    """The report, without what differs from run to run."""
    report = run.report()
    for each in ("run_id", "run_name", "started", "finished"):
        del report[each]
    return report


def rows(run: FlowRun) -> set[str]:
    """The tasks of each kind of chunk that ran."""
    runs = [each for each in run.builder.runs.values() if hasattr(each, "kernel")]
    return {"+".join(step.name for step in each.kernel.steps) for each in runs}


APART = {"parse", "invert", "show"}
TOGETHER = {"parse+invert+show"}
RETRIES = {"max_retries": 2, "retry_delay": NOW}
# Settings of the tasks, by their functions.
SETTINGS: dict[str, dict[Callable[..., Any], dict[str, Any]]] = {
    "none": {},
    "retries": {invert: RETRIES},
    "retry_on": {invert: {**RETRIES, "retry_on": ConnectionError}},
    "others retried": {invert: {**RETRIES, "retry_on": [KeyError, OSError]}},
    "slugs": {parse: {"slug": "first"}, show: {"tags": ["t"]}},
    "trigger": {show: {"trigger": all_finished, "skip_on_upstream_skip": False}},
    "failures wanted": {show: {"trigger": any_failed}},
    "own trigger": {show: {"trigger": own_trigger, "skip_on_upstream_skip": False}},
    "after skips": {invert: {"skip_on_upstream_skip": False}},
    "handlers": {
        invert: {"state_handlers": [lambda task, old, new: None], "log_stdout": True},
    },
}
INPUTS: dict[str, Any] = {
    "none": [],
    "few": [0, 1, 2, 3],
    "many": MANY,
    "some that fail at once": [*MANY, "x", None, *range(50, 99)],
    "no list": 7,
}


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("xs", INPUTS.values(), ids=INPUTS)
def test_a_kernel_tells_what_its_tasks_would(xs: Any, settings: Any) -> None:
    for function, values in settings.items():
        task_settings(function, **values)
    apart = ran(Made(False, xs).flow, keep_all=True)
    fused = ran(Made(True, xs).flow, keep_all=True)
    assert told(fused) == told(apart)
    results = [
        [repr(task.result) for task in run.tasks.values()] for run in (fused, apart)
    ]
    assert results[0] == results[1]
    assert rows(fused) == (APART if xs == INPUTS["few"] else TOGETHER)


def test_few_elements_run_together_in_chunks_that_were_asked_for() -> None:
    apart, fused = (
        ran(Made(fused, [0, 1, 2, 3]).flow, chunks=2) for fused in (False, True)
    )
    assert told(fused) == told(apart) and rows(fused) == TOGETHER


def length(xs: Any) -> int:
    return len(xs)


def copied(made: Made) -> Any:
    """A copy with one more reader; the flow itself stays as it was."""
    copy = made.flow.copy()
    with copy:
        as_task(length)(made.parse)
    return copy


def updated(made: Made) -> Any:
    """Another flow that has taken the tasks in."""
    other = Flow("maps")
    other.update(made.flow)
    return other


def read(made: Made) -> None:
    with made.flow:
        as_task(length)(made.invert)


def mapped_over(made: Made) -> None:
    with made.flow:
        as_task(repr_of).map(made.parse)


def repr_of(x: Any) -> str:
    return repr(x)


def waiting(made: Made) -> None:
    with made.flow:
        made.invert.set_upstream(as_task(failing)())


def waited_for(made: Made) -> None:
    with made.flow:
        as_task(length)([1]).set_upstream(made.invert)


def failing() -> None:
    raise KeyError("gone")


def given_again(made: Made) -> None:
    with made.flow:
        made.show.set_upstream(as_task(listed)(), key="inverse", mapped=True)


def listed() -> list[str]:
    return ["other"] * len(MANY)


def given_a_constant(made: Made) -> None:
    with made.flow:
        made.show.set_upstream("other", key="inverse")


def replaced(made: Made) -> None:
    made.flow.replace(made.parse, as_task(listed))


def with_states(kind: str, state: Any) -> Callable[[Made], Any]:
    def change(made: Made) -> Any:
        return {"states": {getattr(made, kind): state}}

    return change


# What becomes of the flow after the maps, and whether they still run together.
CHANGES: dict[str, tuple[Callable[[Made], Any], bool]] = {
    "nothing": (lambda made: None, True),
    "a copy": (lambda made: made.flow.copy(), True),
    "an update": (updated, True),
    "a reader in a copy": (copied, False),
    "a member is read": (read, False),
    "a member is mapped over": (mapped_over, False),
    "a member waits": (waiting, False),
    "a member is waited for": (waited_for, False),
    "an argument given again": (given_again, False),
    "an argument made constant": (given_a_constant, False),
    "a member replaced": (replaced, False),
    "the last one decides": (
        lambda made: made.flow.set_reference_tasks([made.show]),
        True,
    ),
    "a member decides": (
        lambda made: made.flow.set_reference_tasks([made.parse]),
        False,
    ),
    "settings": (lambda made: setattr(made.invert, "trigger", all_finished), True),
    "a state of a member": (
        with_states("invert", Success(result=["given"] * len(MANY))),
        False,
    ),
    "a state of the last": (with_states("show", Success(result="given")), False),
    "a failure": (with_states("parse", Failed("given")), False),
}


@pytest.mark.parametrize(("change", "together"), CHANGES.values(), ids=CHANGES)
def test_the_program_looks_into_a_kernel(
    change: Callable[[Made], Any], together: bool
) -> None:
    reports = []
    for fused in (False, True):
        made = Made(fused)
        found = change(made)
        named = found if isinstance(found, dict) else {}
        run = ran(found if isinstance(found, Flow) else made.flow, **named)
        reports.append(told(run))
        assert (rows(run) == TOGETHER) is (fused and together)
        if isinstance(found, Flow) and fused:
            assert rows(ran(made.flow)) == TOGETHER
    assert reports[0] == reports[1]


@pytest.mark.parametrize("fused", [False, True])
def test_a_member_s_result_is_kept_where_it_is_named(fused: bool) -> None:
    run = ran(Made(fused, [4] * 20).flow, keep=["invert-1"])
    assert run.tasks["invert-1"].result == [0.5] * 20
    with pytest.raises(LookupError):
        _ = run.tasks["parse-1"].result


def test_a_kernel_in_a_case() -> None:
    reports = []
    for fused in (False, True):
        with Flow("case") as flow, CaseBlock(Parameter("go", default=False), True):
            if fused:
                delayed(kernel).map(x=MANY, by=unmapped(2))
            else:
                parsed = delayed(parse).map(MANY)
                delayed(show).map(parsed, delayed(invert).map(parsed, unmapped(2)))
        reports += [[told(ran(flow)), told(ran(flow, parameters={"go": True}))]]
    assert reports[0] == reports[1]
