"""The states that code after `flow.run()` looks at, and the results behind them."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from flowc.runtime.authoring.delayed import delayed
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.function_tasks import as_task
from flowc.runtime.authoring.parameters import Parameter
from flowc.runtime.cluster.backends import ClusterBackend, LocalBackend
from flowc.runtime.library.secret_tasks import PrefectSecret
from flowc.runtime.program.flow_runner import run_once
from flowc.runtime.program.scripts import Script
from flowc.runtime.reporting.flow_run import FlowRun
from flowc.runtime.reporting.source_lines import SCRIPTS
from flowc.runtime.states.lazy_states import ChildStates
from flowc.runtime.states.signals import SKIP
from flowc.runtime.states.states import (
    Failed,
    Mapped,
    Skipped,
    State,
    Success,
    TriggerFailed,
)

from .runs import mapped as mapped_record


def inc(x: int) -> int:
    return x + 1


def inverse(x: int) -> float:
    if x == 3:
        raise SKIP("three")
    return 12 / x


def total(xs: list[Any], more: int = 0) -> int:
    return len(xs) + more


class Recorded:
    """A recorded flow, its tasks by the names that its author gave them."""

    def __init__(self) -> None:
        with Flow("f") as self.flow:
            self.start = Parameter("start", default=1)
            self.first = as_task(inc)(self.start)
            self.shares = as_task(inverse).map([0, 3, 4])
            total_task = as_task(total, skip_on_upstream_skip=False)
            self.last = total_task(self.shares, more=self.first)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from distributed import Client

    with Client(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
    ) as client:
        yield ClusterBackend(client)


@pytest.fixture(params=["sync", "cluster"])
def backend(request: pytest.FixtureRequest) -> Any:
    if request.param == "sync":
        return LocalBackend("sync")
    return request.getfixturevalue("cluster")


def test_states_by_the_tasks(backend: Any) -> None:
    made = Recorded()
    found: Any = run_once(made.flow, backend, keep_all=True).final
    assert found.is_failed() and found.message == "Some reference tasks failed."
    states = found.result
    assert states[made.first].result == 2
    assert states[made.start].result == 1
    assert states[made.last].is_failed()
    assert isinstance(states[made.first], Success)
    assert type(states[made.first]).__name__ == "Success"
    assert repr(states[made.first]) == '<Success: "Task run succeeded.">'
    shares = states[made.shares]
    assert isinstance(shares, Mapped) and len(shares.map_states) == 3
    assert [type(s).__name__ for s in shares.map_states] == [
        "Failed",
        "Skipped",
        "Success",
    ]
    assert isinstance(shares.map_states[1], Skipped)
    assert isinstance(shares.map_states[0].result, ZeroDivisionError)
    assert shares.map_states[-1].result == 3.0
    assert shares.result[2] == 3.0
    assert shares.n_map_states == 3


def test_they_come_in_definition_order() -> None:
    made = Recorded()
    states: Any = run_once(made.flow, LocalBackend("sync")).final.result
    assert [task for task, _ in states.items()] == list(made.flow.tasks)
    assert len(states) == len(list(states.values())) == len(made.flow.tasks)
    assert made.first in states and "inc-1" in states
    assert "gone-1" not in states and as_task(inc) not in states
    assert states["inc-1"] is states[made.first]
    assert states.get(None) is None


def test_what_was_released_keeps_its_state(backend: Any) -> None:
    made = Recorded()
    states: Any = run_once(made.flow, backend).final.result
    first = states[made.first]
    assert first.is_successful() and first.message == "Task run succeeded."
    with pytest.raises(LookupError, match=r"released; name it in run\(keep=\[...\]\)"):
        _ = first.result
    assert states[made.shares].map_states[0].is_failed()
    with pytest.raises(LookupError, match=r"inverse-1 was released"):
        _ = states[made.shares].map_states[0].result
    assert states[made.last].result is not None
    kept: Any = run_once(made.flow, backend, keep=["inc-1"]).final.result
    assert kept[made.first].result == 2


def test_states_by_their_slugs(backend: Any) -> None:
    made = Recorded()
    states: Any = run_once(made.flow, backend, keep_all=True).final.result
    assert states["start"].result == 1 and states["inc-1"].result == 2
    assert states["inverse-1"].map_states[2].result == 3.0
    assert states["total-1"] is states[made.last]
    for unknown in (object(), "gone-1"):
        with pytest.raises(KeyError):
            states[unknown]


def kernel(x: int) -> float:
    middle = inc(x=x)
    return inverse(x=middle)


kernel.steps = [  # type: ignore[attr-defined]
    {"task": inc, "inputs": {"x": "x"}, "out": "middle"},
    {"task": inverse, "inputs": {"x": "middle"}, "out": "out"},
]


def test_all_results_of_a_kernel_are_kept() -> None:
    with Flow("f") as flow:
        delayed(kernel).map(x=list(range(20)))
    found: Any = run_once(flow, LocalBackend("sync"), keep_all=True)
    assert found.final.result["inc-1"].result == list(range(1, 21))
    assert found.tasks["inc-1"].result == list(range(1, 21))


def test_a_state_can_be_copied_and_changed() -> None:
    made = Recorded()
    states: Any = run_once(made.flow, LocalBackend("sync")).final.result
    last = states[made.last]
    copied = copy.copy(last)
    assert type(copied) is TriggerFailed and copied.message == last.message
    last.message = "mine"
    assert states[made.last].message == "mine"
    with pytest.raises(AttributeError):
        _ = last.map_states
    with pytest.raises(AttributeError):
        _ = last.nothing


def test_a_task_that_never_ran_is_pending() -> None:
    def handler(flow: Any, old: State, new: State) -> Any:
        return Failed("no", result={}) if new.is_running() else None

    made = Recorded()
    made.flow.state_handlers = [handler]
    found = run_once(made.flow, LocalBackend("sync"))
    assert found.final.message == "no"
    assert found.tasks["inc-1"].state is None
    with pytest.raises(LookupError):
        _ = found.tasks["inc-1"].result


def test_children_of_a_wide_map() -> None:
    """The notes name only those that did not simply succeed."""
    record = mapped_record("a-1", {"Success": 5000, "Failed": 2})
    record.children = record.children[-2:]
    states = ChildStates(record, lambda: pytest.fail("fetched"))
    assert len(states) == 5002
    assert states[0].is_successful() and states[5001].is_failed()
    assert [s.message for s in states[4999:]] == [
        "Task run succeeded.",
        "m5000",
        "m5001",
    ]
    with pytest.raises(IndexError):
        states[5002]


def test_children_that_the_notes_left_out_are_fetched() -> None:
    record = mapped_record("a-1", {"Success": 1, "Failed": 1})
    record.children = []

    def released() -> Any:
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        ChildStates(record, released)[0]


def test_a_module_s_results_outlive_its_cluster(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FLOWC_LOCAL", "sync")
    made = Recorded()
    script = Script("a_script", "flow.py")
    script.flow = lambda: made.flow
    found: FlowRun = script.run({"start": 4}, keep=["inc-1"])
    del SCRIPTS["a_script"]
    states: Any = found.final.result
    assert states[made.first].result == 5
    assert isinstance(states[made.last].result, BaseException)


def test_secrets_stay_out_of_the_report() -> None:
    with Flow("f") as flow:
        as_task(total)(PrefectSecret("KEY"))
    context = {"secrets": {"KEY": "hunter2"}}
    found: Any = run_once(flow, LocalBackend("sync"), context=context)
    assert found.state == "Success"
    assert "hunter2" not in json.dumps(found.report())
    assert found.report()["tasks"]["KEY-1"]["result"] == "'***'"
    assert found.final.result["total-1"].result == len("hunter2")
