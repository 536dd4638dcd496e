"""What a run gives its tasks: the context that they see beside their inputs."""

from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.authoring.delayed import delayed
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.cluster.backends import LocalBackend
from flowc.runtime.context.dated_context import RunContext
from flowc.runtime.program.flow_runner import build_graph, run_once
from flowc.runtime.program.options import options_of_environment
from flowc.runtime.program.run_manner import Manner
from flowc.runtime.program.session import run_on
from flowc.runtime.results.stored_results import LocalResult
from flowc.runtime.states.signals import PAUSE

from .runs import script_with_context


def pauses() -> str:
    if not RunContext().get("resume"):
        raise PAUSE("look at it")
    return "approved"


def seven() -> int:
    return 7


with Flow("f") as FLOW:
    delayed(seven)()
    delayed(pauses)()


@pytest.mark.parametrize(
    ("approved", "state"),
    [("", "Failed"), ("other", "Failed"), ("all", "Success"), ("pauses-1", "Success")],
)
def test_a_pause_may_be_approved_beforehand(
    approved: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOWC_APPROVE", approved)
    with script_with_context():
        found = run_once(FLOW, LocalBackend("sync"))
    assert found.records["pauses-1"].state == state


def test_the_flow_s_result_stores_those_of_its_tasks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT__FLOWS__CHECKPOINTING", "true")
    with Flow("f", result=LocalResult(str(tmp_path), location="stored")) as flow:
        delayed(seven)()
    run_once(flow, LocalBackend("sync"))
    assert (tmp_path / "stored").exists()


@pytest.mark.parametrize(
    ("option", "variable", "level"),
    [("DEBUG", "ERROR", "DEBUG"), (None, "ERROR", "ERROR"), (None, None, "INFO")],
)
def test_tasks_log_as_the_script_does(
    option: Any, variable: Any, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREFECT__LOGGING__LEVEL", raising=False)
    if variable:
        monkeypatch.setenv("PREFECT__LOGGING__LEVEL", variable)
    manner = Manner(options_of_environment(None))
    manner.options.log_level = option
    found = run_on(FLOW, LocalBackend("sync"), manner, "here")
    assert found.builder.surroundings["log_level"] == level


def test_nothing_is_cached_at_first() -> None:
    builder = build_graph(FLOW, {}, 1, None)
    assert builder.surroundings["caches"] == {}
    assert builder.surroundings["flow_result"] is None
    assert builder.surroundings["parameters"] == {}
