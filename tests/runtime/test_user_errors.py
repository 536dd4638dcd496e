"""Errors of the user's own code around a task: they fail the task, never the run."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flowc.runtime.authoring.annotations import Flattened
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.function_tasks import as_task
from flowc.runtime.cluster.backends import LocalBackend
from flowc.runtime.library.secret_tasks import PrefectSecret
from flowc.runtime.program.flow_runner import run_once
from flowc.runtime.reporting.flow_run import FlowRun
from flowc.runtime.states.signals import RETRY


def ran(build: Callable[[], Any], **named: Any) -> FlowRun:
    with Flow("f") as flow:
        build()
    return run_once(flow, LocalBackend("sync"), **named)


def plain(x: int) -> int:
    return x


def retried(x: int) -> int:
    raise RETRY(start_time="soon")


def no_state(task: Any, old: Any, new: Any) -> str:
    return "x"


class Broken:
    def __iter__(self) -> Iterator[Any]:
        raise RuntimeError("no elements")


CASES: dict[str, tuple[Callable[[], Any], str]] = {
    "retry": (lambda: as_task(retried), "Unexpected error: AttributeError"),
    "handler": (
        lambda: as_task(plain, state_handlers=[no_state]),
        ": Unexpected error while running task: AttributeError",
    ),
}


@pytest.mark.parametrize("mapped", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_the_task_fails_and_the_run_goes_on(case: str, mapped: bool) -> None:
    make, message = CASES[case]
    task = make()
    run = ran(lambda: task.map([1, 2]) if mapped else task(1))
    record = run.records[f"{task.name}-1"]
    assert run.state == "Failed"
    told = [each["message"] for each in record.children] if mapped else [record.message]
    assert len(told) == (2 if mapped else 1)
    assert all(message in str(each) for each in told)


def test_what_can_not_be_flattened_fails_the_task_that_reads_it() -> None:
    made = as_task(lambda: [Broken()], name="made")
    run = ran(lambda: as_task(plain).map(Flattened(made())))
    assert run.state == "Failed" and run.records["made-1"].state == "Success"


@pytest.mark.parametrize("mapped", [False, True])
def test_a_secret_task_finds_the_context_of_its_run(mapped: bool) -> None:
    secret = PrefectSecret("TOK")
    run = ran(
        lambda: secret.map(name=["TOK", "TOK"]) if mapped else secret(),
        context={"secrets": {"TOK": "hunter2"}},
    )
    assert run.state == "Success"
    assert "hunter2" not in repr([vars(each) for each in run.records.values()])
