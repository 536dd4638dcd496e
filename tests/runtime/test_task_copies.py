"""Copies of a task for its attempts: what they share, and when one serves again."""

import threading
from typing import Any

import pytest
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.tasks import Task
from flowc.runtime.cluster.backends import LocalBackend
from flowc.runtime.cluster.executors import DaskExecutor, LocalExecutor
from flowc.runtime.policies.task_copies import Original
from flowc.runtime.program.flow_runner import run_once
from flowc.runtime.worker.task_spec import Step


class Keeper(Task):
    """A task that keeps what it is given."""

    def __init__(self, held: Any) -> None:
        self.held = held
        super().__init__()

    def note(self, task: Any, old: Any, new: Any) -> Any:
        return new

    def run(self) -> Any:
        return self.held


def original(held: Any) -> Original:
    task = Keeper(held)
    return Original(Step("keeper-1", task.run, subject=task))


def copies(made: Original) -> list[Any]:
    """Two copies of the step."""
    return [made.taken()[0], made.taken()[0]]


def test_a_copy_is_one_object_throughout() -> None:
    made = original([1])
    one, other = copies(made)
    assert one.function.__self__ is one.subject
    assert one.subject is not other.subject
    one.subject.held.append(2)
    assert other.function() == [1]


@pytest.mark.parametrize(
    ("held", "serves"),
    [(3, True), (("a", len), True), ([], False), (object(), False)],
)
def test_a_copy_serves_again_if_nothing_can_be_kept(held: Any, serves: bool) -> None:
    made = original(held)
    first = made.taken()
    made.given_back(first)
    assert (made.taken() is first) == serves


def test_a_copy_that_was_changed_does_not_serve_again() -> None:
    made = original(3)
    for change in (("held", 4), ("more", 1)):
        first = made.taken()
        setattr(first[0].subject, *change)
        made.given_back(first)
        assert [each.subject.held for each in copies(made)] == [3, 3]


def test_a_handler_that_is_a_method_is_copied_with_its_object() -> None:
    task = Keeper(3)
    made = Original(Step("k-1", task.run, subject=task, state_handlers=[task.note]))
    assert not made.reusable


def test_what_functions_hold_is_copied() -> None:
    kept: list[int] = []
    made = original(lambda: kept.append(1) or kept)  # type: ignore[func-returns-value]
    one, other = copies(made)
    assert one.subject.held() == other.subject.held() == [1]
    assert kept == []


def test_a_lock_can_not_be_copied() -> None:
    with pytest.raises(TypeError, match="lock"):
        original(threading.Lock())


class Counting(Task):
    runs = 0

    def run(self) -> int:
        self.runs += 1
        return self.runs


@pytest.mark.parametrize(
    ("own", "given", "kept"),
    [
        (DaskExecutor(), None, 0),
        (None, DaskExecutor(), 0),
        (DaskExecutor(), LocalExecutor(), 1),
        (LocalExecutor(), None, 1),
        (None, None, 1),
    ],
)
def test_which_executors_copy(own: Any, given: Any, kept: int) -> None:
    """As the source names them, also where a run goes elsewhere."""
    with Flow("f", executor=own) as flow:
        made = Counting()()
    found = run_once(flow, LocalBackend("sync"), executor=given)
    assert found.final.is_successful() and made.runs == kept
