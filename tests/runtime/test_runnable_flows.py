"""Flows that the body of a task runs (case 417)."""

from collections.abc import Iterator
from typing import Any

import cloudpickle
import pytest
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.function_tasks import as_task
from flowc.runtime.authoring.parameters import Parameter
from flowc.runtime.cluster.backends import ClusterBackend, LocalBackend
from flowc.runtime.cluster.executors import LocalDaskExecutor, LocalExecutor
from flowc.runtime.context.context import context_entered, context_values
from flowc.runtime.program.flow_runner import run_once
from flowc.runtime.subflows.child_runs import in_main_thread

from .runs import script_with_context


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWC_LOCAL", "sync")


@as_task
def inc(x: int) -> int:
    return x + 1


@as_task
def bad() -> None:
    raise ValueError("inner")


@as_task
def in_main() -> bool:
    return in_main_thread()


@as_task
def colour() -> Any:
    return context_values().get("colour")


class Flows:
    """The flows of case 417, and what their tasks are called there."""

    def __init__(self) -> None:
        with Flow("inner") as self.inner:
            self.n = Parameter("n", default=0)
            self.r = inc(self.n)
            self.colour = colour()
            self.main = in_main()
        with Flow("broken") as self.broken:
            bad()
        outer = as_task(self.look, name="outer")
        with Flow("outer") as self.flow:
            first = outer(1)
            outer(2, upstream_tasks=[first])

    def look(self, n: int) -> Any:
        state = self.inner.run(n=n)
        failed = self.broken.run().is_failed()
        return type(state).__name__, state.result[self.r].result, failed


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    from distributed import Client

    with Client(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0"
    ) as found:
        yield found


@pytest.mark.parametrize("place", ["sync", "threads", "cluster"])
def test_a_body_runs_flows(place: str, request: pytest.FixtureRequest) -> None:
    backend: Any = (
        ClusterBackend(request.getfixturevalue("client"))
        if place == "cluster"
        else LocalBackend(place)
    )
    with script_with_context():
        tasks = run_once(Flows().flow, backend, keep_all=True).tasks
    assert tasks["outer-1"].result == ("Success", 2, True)
    assert tasks["outer-2"].result == ("Success", 3, True)


def test_the_state_of_a_run() -> None:
    made = Flows()
    with script_with_context():
        state = made.inner.run({"n": 4}, context={"colour": "blue"})
    assert state.is_successful() and state.message == "All reference tasks succeeded."
    found = {task.name: each.result for task, each in state.result.items()}
    assert found == {"n": 4, "inc": 5, "colour": "blue", "in_main": True}
    assert isinstance(state.result, dict) and made.n in state.result
    again = cloudpickle.loads(cloudpickle.dumps(state))
    assert sorted(str(each.result) for each in again.result.values()) == [
        "4",
        "5",
        "True",
        "blue",
    ]


def test_executors() -> None:
    """In a task, which has a channel in its context."""
    made = Flows()
    with context_entered({"channel": None}):
        for executor, main in (
            (LocalDaskExecutor(), False),
            (LocalDaskExecutor("sync"), True),
            (LocalExecutor(), True),
        ):
            assert made.inner.run(executor=executor).result[made.main].result is main
        made.inner.executor = LocalDaskExecutor(num_workers=2)
        assert made.inner.run().result[made.main].result is False


def test_the_outer_parameters_are_defaults_as_in_prefect() -> None:
    made = Flows()
    outer = {"parameters": {"n": 7}, "colour": "red", "channel": None}
    with context_entered(outer):
        state = made.inner.run()
    assert state.result[made.r].result == 8
    assert state.result[made.colour].result == "red"


def test_what_run_refuses() -> None:
    made = Flows()
    with pytest.raises(ValueError, match="unexpected parameters: z"):
        made.inner.run(parameters={"z": 1})
    with pytest.raises(TypeError, match="unexpected keyword argument 'zz'"):
        made.inner.run(zz=1)
    with (
        pytest.raises(RuntimeError, match="from within a `Flow` context manager"),
        Flow("f") as flow,
    ):
        flow.run()
    with Flow("required") as required:
        inc(Parameter("p"))
    with pytest.raises(ValueError, match="required parameters: p"):
        required.run()


def test_a_handler_that_ends_the_run() -> None:
    def refuse(flow: Any, old: Any, new: Any) -> Any:
        raise KeyError("no")

    with Flow("f", state_handlers=[refuse]) as flow:
        task = inc(1)
    state = flow.run()
    assert state.is_failed() and isinstance(state.result, KeyError)
    assert repr(flow) == '<Flow: name="f">' and task in flow.tasks
