"""Tasks that start flows, wait for them and ask for their results."""

import json
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.cluster.backends import ClusterBackend, LocalBackend
from flowc.runtime.program.flow_runner import run_once
from flowc.runtime.server.flow_run_views import FlowRunView
from flowc.runtime.states.signals import FAIL, SUCCESS
from flowc.runtime.states.states import State
from flowc.runtime.subflows.flow_run_tasks import StartFlowRun
from flowc.runtime.subflows.flow_runs import (
    create_flow_run,
    get_task_run_result,
    wait_for_flow_run,
)

from .child_flows import at_hand, children
from .runs import script_with_context

SUCCEEDED = '<Success: "All reference tasks succeeded.">'
FAILED = '<Failed: "Some reference tasks failed.">'


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    from distributed import Client

    with Client(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0"
    ) as found:
        yield found


@pytest.fixture(params=["sync", "threads", "cluster"])
def backend(request: pytest.FixtureRequest) -> Any:
    if request.param == "cluster":
        return ClusterBackend(request.getfixturevalue("client"))
    return LocalBackend(request.param)


@pytest.fixture
def context() -> Iterator[dict[str, Any]]:
    with at_hand() as values:
        yield values


def states_of(build: Callable[[], Any], backend: Any) -> dict[str, State]:
    """The states of the tasks of a flow that `build` makes, by their slugs."""
    with Flow("outer") as outer:
        build()
    context = {"flows": children(), "secrets": {"KEY": "hush"}}
    with script_with_context():
        run = run_once(outer, backend, context=context, keep_all=True)
    result: Any = run.final.result
    return {slug: result[slug] for slug in run.records}


def test_a_flow_is_run_and_asked(backend: Any) -> None:
    def build() -> None:
        ran = create_flow_run(flow_name="inner", parameters={"n": 41})
        wait_for_flow_run(ran, raise_final_state=True)
        get_task_run_result(ran, "inc-1")
        get_task_run_result.map([ran] * 3, ["inc-2"] * 3, map_index=[0, 2, 7])
        nested = create_flow_run(flow_name="middle")
        get_task_run_result(nested, "get_task_run_result")

    states = states_of(build, backend)
    assert states["wait_for_flow_run-1"].is_successful()
    assert states["get_task_run_result-1"].result == 42
    assert states["get_task_run_result-2"].result[:2] == [2, 4]
    assert states["get_task_run_result-2"].map_states[2].is_failed()  # type: ignore
    assert states["get_task_run_result-3"].result == 1


def test_a_failed_flow_fails_who_waits_for_it(backend: Any) -> None:
    def build() -> None:
        ran = create_flow_run(flow_name="broken")
        wait_for_flow_run(ran)
        wait_for_flow_run(ran, raise_final_state=True)
        get_task_run_result(ran, "fail-1")
        StartFlowRun("broken")()
        StartFlowRun("broken", wait=True)()
        StartFlowRun(wait=True)(flow_name="inner", parameters={"n": 1})

    states = states_of(build, backend)
    kinds = {slug: type(state).__name__ for slug, state in states.items()}
    assert kinds == {
        "create_flow_run-1": "Success",
        "wait_for_flow_run-1": "Success",
        "wait_for_flow_run-2": "Failed",
        "get_task_run_result-1": "Failed",
        "Flow broken-1": "Success",
        "Flow broken-2": "Failed",
        "StartFlowRun-1": "Success",
    }
    flow_run_id = states["create_flow_run-1"].result
    message = f"{flow_run_id} finished in state {FAILED}"
    assert states["wait_for_flow_run-2"].message == message
    assert isinstance(states["wait_for_flow_run-2"].result, FlowRunView)
    assert states["Flow broken-2"].message.endswith(f"finished in state {FAILED}")
    assert isinstance(states["Flow broken-2"].result, FAIL)
    assert isinstance(states["StartFlowRun-1"].result, SUCCESS)
    assert "has no result: it is Failed" in states["get_task_run_result-1"].message


def test_what_cannot_start_fails_alone(backend: Any) -> None:
    def build() -> None:
        create_flow_run(flow_name="inner", parameters={"z": 1})
        create_flow_run(flow_name="nowhere")
        create_flow_run()
        create_flow_run(flow_name="inner", flow_id="inner")
        StartFlowRun()()
        create_flow_run(flow_id="inner")

    *failed, last = states_of(build, backend).values()
    assert last.is_successful()
    assert all(state.is_failed() for state in failed)
    texts = [str(state.result) for state in failed]
    assert texts[0] == "Flow.run received the following unexpected parameters: z"
    assert texts[1].startswith("Flow 'nowhere' not found") and "FLOWC" in texts[1]
    assert texts[2].startswith("Both `flow_id` and `flow_name` are null")
    assert texts[3].startswith("Received both `flow_id` and `flow_name`")
    assert texts[4] == "Must provide a flow name."
    assert {type(state.result) for state in failed} == {ValueError}


def test_the_context_is_handed_on(context: dict[str, Any]) -> None:
    context["parameters"] = {"n": 8}
    blue = {"colour": "blue"}
    ran = create_flow_run.run(flow_name="inner", context=blue, run_name="mine")
    again = create_flow_run.run(flow_name="inner")
    ask = get_task_run_result.run
    assert [ask(each, "told-colour") for each in (ran, again)] == ["blue", "red"]
    assert ask(ran, "told-flow_name") == "inner"
    names = [ask(each, "told-flow_run_name") for each in (ran, again)]
    assert names == ["mine", "outer-1-inner"]
    assert ask(ran, "told-parameters") == {"n": 0}
    with pytest.raises(LookupError, match="was not kept"):
        ask(ran, "KEY-1")


def test_views(context: dict[str, Any]) -> None:
    ran = create_flow_run.run(flow_name="inner", labels=["x"], parameters={"n": 3})
    assert isinstance(ran, str) and json.loads(json.dumps(ran)) == ran
    seen = wait_for_flow_run.run(pickle.loads(pickle.dumps(ran)))
    assert (seen.flow_run_id, seen.name, str(seen.state)) == (
        ran,
        "outer-1-inner",
        SUCCEEDED,
    )
    assert (seen.labels, seen.parameters) == (["x"], {"n": 3})
    assert seen.get_flow_metadata().name == "inner"
    assert seen.get_latest() is seen and seen.get_logs() == []
    one = seen.get_task_run(task_slug="inc-2", map_index=1)
    assert (one.get_result(), one.state.is_successful()) == (3, True)
    assert seen.get_task_run(task_run_id=one.task_run_id) == one
    mapped = seen.get_task_run("inc-2")
    assert [each.get_result() for each in mapped.iter_mapped()] == [2, 3, 4]
    assert len(seen.get_all_task_runs()) == len(seen.get_task_run_ids()) == 9
    with pytest.raises(ValueError, match="has no task 'other'; it has inc-1, n"):
        seen.get_task_run("other")
    with pytest.raises(TypeError, match="not a mapped task"):
        seen.get_task_run("inc").iter_mapped()
    with pytest.raises(ValueError, match="not as part of a text"):
        FlowRunView.from_flow_run_id(str(ran))


def test_results_that_nobody_asks_for_are_not_kept(context: dict[str, Any]) -> None:
    context["flow_results"] = False
    seen = create_flow_run.run(flow_name="inner").seen
    assert seen.get_task_run("n").get_result() == 0
    assert seen.get_task_run("inc-2").state.is_mapped()
    context["flow_results"] = True
    seen = create_flow_run.run(flow_name="inner").seen
    assert seen.get_task_run("inc-2").get_result() == [2, 3, 4]


def test_asking_for_ones_own_results(context: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is empty"):
        get_task_run_result.run("id", "")
    context["flow_run_id"] = "id"
    with pytest.raises(ValueError, match="the same as the currently running flow"):
        get_task_run_result.run("id", "inc-1")
