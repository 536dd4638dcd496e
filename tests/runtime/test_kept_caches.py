"""Cached results that serve the next runs of the process (section 10.3)."""

import datetime
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flowc.runtime.authoring.delayed import delayed, task_settings
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.function_tasks import as_task
from flowc.runtime.authoring.parameters import Parameter
from flowc.runtime.cluster.backends import ClusterBackend, LocalBackend
from flowc.runtime.policies.cache_store import fresh_states, kept_caches
from flowc.runtime.policies.cache_validators import (
    all_inputs,
    all_parameters,
    never_use,
)
from flowc.runtime.program.flow_runner import run_once
from flowc.runtime.reporting.flow_run import FlowRun
from flowc.runtime.states.states import Cached

HOUR = datetime.timedelta(hours=1)
CALLS: list[Any] = []


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    CALLS.clear()
    kept_caches.clear()
    yield
    kept_caches.clear()


def noted(x: Any = 42) -> Any:
    # A worker in this process has a copy of the function, but not of the module.
    sys.modules[__name__].CALLS.append(x)
    return x


def recorded(build: Callable[[], Any]) -> Any:
    with Flow("f") as flow:
        build()
    return flow


def run(flow: Any, **named: Any) -> FlowRun:
    return run_once(flow, LocalBackend("sync"), parameters=named)


def test_the_second_run_does_not_call_the_task() -> None:
    graph = recorded(lambda: as_task(noted, cache_for=HOUR)())
    assert run(graph).records["noted-1"].state == "Cached"
    again = run(graph)
    assert again.records["noted-1"].state == "Cached"
    assert again.tasks["noted-1"].result == 42
    assert CALLS == [42]
    run(graph)
    # Prefect keeps a state that serves again once more, which only a validator of the
    # user's could see (case 361).
    assert len(kept_caches["noted"]) == 1


def test_two_calls_in_one_run_are_both_made() -> None:
    costly = as_task(noted, cache_for=HOUR)
    run(recorded(lambda: [costly(1), costly(2)]))
    assert sorted(CALLS) == [1, 2]
    assert [state.result for state in kept_caches["noted"]] == [1, 2]


def test_children_of_a_map_are_kept_one_by_one() -> None:
    costly = as_task(noted, cache_for=HOUR, cache_validator=all_inputs)
    graph = recorded(lambda: costly.map(Parameter("xs", default=[1, 2, 3])))
    run(graph)
    assert sorted(CALLS) == [1, 2, 3]
    again = run(graph, xs=[2, 4, 1])
    assert sorted(CALLS) == [1, 2, 3, 4]
    assert again.tasks["noted-1"].result == [2, 4, 1]


@pytest.mark.parametrize(
    ("rule", "calls"),
    [(None, [1]), (all_inputs, [1, 2]), (all_parameters, [1, 2]), (never_use, [1] * 3)],
)
def test_validators(rule: Any, calls: list[int]) -> None:
    costly = as_task(noted, cache_for=HOUR, cache_validator=rule)
    graph = recorded(lambda: costly(Parameter("x", default=1)))
    for x in (1, 1) if rule is never_use else (1, 2, 1):
        run(graph, x=x)
    if rule is never_use:
        run(graph)
    assert calls == CALLS


def test_tasks_may_share_a_key() -> None:
    first = as_task(noted, name="first", cache_for=HOUR, cache_key="both")
    second = as_task(noted, name="second", cache_for=HOUR, cache_key="both")
    run(recorded(lambda: first(1)))
    found = run(recorded(lambda: second(2)))
    assert CALLS == [1] and found.tasks["second-1"].result == 1


def test_the_trigger_is_asked_before_a_cached_result_serves() -> None:
    costly = as_task(noted, cache_for=HOUR)
    run(recorded(lambda: costly(1)))

    def build() -> None:
        costly(as_task(lambda: 1 // 0, name="bad")())

    assert run(recorded(build)).records["noted-1"].state == "TriggerFailed"
    assert len(kept_caches["noted"]) == 1


def test_what_has_expired_is_dropped() -> None:
    graph = recorded(lambda: as_task(noted, cache_for=HOUR)())
    run(graph)
    kept_caches["noted"][0].cached_result_expiration -= 2 * HOUR
    run(graph)
    assert CALLS == [42, 42] and len(kept_caches["noted"]) == 1
    assert fresh_states([Cached(), Cached(cached_result_expiration=None)], True) == []


def test_what_is_not_wanted_is_released_all_the_same() -> None:
    def build() -> None:
        as_task(lambda x: x, name="reads")(as_task(noted, cache_for=HOUR)())

    graph = recorded(build)
    found = run(graph)
    assert kept_caches["noted"][0].result == 42
    with pytest.raises(LookupError):
        _ = found.tasks["noted-1"].result


def cached(x: int) -> Any:
    return noted(x)


def negated(x: int) -> int:
    return -x


def kernel(x: int) -> int:
    middle: int = cached(x)
    return negated(middle)


kernel.steps = [  # type: ignore[attr-defined]
    {"task": cached, "inputs": {"x": "x"}, "out": "middle"},
    {"task": negated, "inputs": {"x": "middle"}, "out": "out"},
]


def test_a_step_of_a_kernel() -> None:
    task_settings(cached, cache_for=HOUR, cache_validator=all_inputs)
    graph = recorded(lambda: delayed(kernel).map(x=[1, 2, 3]))
    for _ in range(2):
        found = run(graph)
        assert len(found.builder.runs) == 3, "chunks of the kernel"
    assert sorted(CALLS) == [1, 2, 3]


def test_on_a_cluster() -> None:
    from distributed import Client

    graph = recorded(lambda: as_task(noted, cache_for=HOUR)(7))
    with Client(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as client:
        backend = ClusterBackend(client)
        for _ in range(2):
            found = run_once(graph, backend)
        assert found.tasks["noted-1"].result == 7
    assert CALLS == [7]
