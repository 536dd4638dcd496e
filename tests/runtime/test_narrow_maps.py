"""A fused map of few elements runs its steps as nodes of their own."""

import operator

import pytest
from flowc.runtime.authoring.delayed import delayed
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.cluster.backends import LocalBackend
from flowc.runtime.program.flow_runner import build_graph, run_once
from flowc.runtime.reporting.flow_run import FlowRun


def inverse(x: int) -> float:
    return 12 / x


def double(x: float) -> float:
    return x * 2


def inverse_double(x: int) -> float:
    inverses = inverse(x=x)
    return double(x=inverses)


inverse_double.steps = [  # type: ignore[attr-defined]
    {"task": inverse, "inputs": {"x": "x"}, "out": "inverses"},
    {"task": double, "inputs": {"x": "inverses"}, "out": "out"},
]
NUMBERS = [0, 1, 2]

with Flow("narrow") as FLOW:
    delayed(inverse_double).map(x=NUMBERS)


def outcome(threads: int) -> FlowRun:
    return run_once(FLOW, LocalBackend("threads", threads))


def test_nodes_of_their_own() -> None:
    apart = build_graph(FLOW, {}, 3, None)
    fused = build_graph(FLOW, {}, 2, None)
    count = operator.attrgetter("runs")
    assert len(count(apart)) == 2 * len(NUMBERS)
    assert len(count(fused)) == len(NUMBERS)


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
def test_same_outcome(threads: int) -> None:
    run = outcome(threads)
    assert run.tasks["double-1"].result[1:] == [24.0, 12.0]
    states = [child["state"] for child in run.records["inverse-1"].children]
    assert states == ["Failed", "Success", "Success"]
    states = [child["state"] for child in run.records["double-1"].children]
    assert states == ["TriggerFailed", "Success", "Success"]
