"""What a run gives its tasks: the context that they see beside their inputs."""

from pathlib import Path
from typing import Any

import pytest
from dask import delayed
from flowc.runtime.backends import LocalBackend
from flowc.runtime.dated_context import RunContext
from flowc.runtime.execute import run_on
from flowc.runtime.flow_run import FlowRun
from flowc.runtime.flows import Flow
from flowc.runtime.function_tasks import as_task
from flowc.runtime.options import options_of_environment
from flowc.runtime.recording import nodes_of_flow
from flowc.runtime.run import build_graph, run_once
from flowc.runtime.signals import PAUSE
from flowc.runtime.stored_results import LocalResult

SETTINGS: dict[str, Any] = {"name": "f", "source": "flow.py", "lines": {}}


def pauses() -> str:
    if not RunContext().get("resume"):
        raise PAUSE("look at it")
    return "approved"


def seven() -> int:
    return 7


def graph(builder: Any) -> None:
    builder.add(delayed(builder.task("seven-1", seven))())
    builder.add(delayed(builder.task("pauses-1", pauses))())


def run(**settings: Any) -> FlowRun:
    return run_once(graph, {**SETTINGS, **settings}, LocalBackend("sync"))


@pytest.mark.parametrize(
    ("approved", "state"),
    [("", "Failed"), ("other", "Failed"), ("all", "Success"), ("pauses-1", "Success")],
)
def test_a_pause_may_be_approved_beforehand(
    approved: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOWC_APPROVE", approved)
    assert run(context=True).records["pauses-1"].state == state


def test_the_flow_s_result_stores_those_of_its_tasks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT__FLOWS__CHECKPOINTING", "true")
    run(result=lambda: LocalResult(str(tmp_path), location="lowered"))
    assert (tmp_path / "lowered").exists()
    with Flow("f", result=LocalResult(str(tmp_path), location="recorded")) as flow:
        as_task(seven)()

    def recorded(builder: Any) -> Any:
        return nodes_of_flow(builder, flow)

    run_once(recorded, SETTINGS, LocalBackend("sync"))
    assert (tmp_path / "recorded").exists()


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
    options = options_of_environment(None)
    options.log_level = option
    found = run_on(graph, SETTINGS, LocalBackend("sync"), options, "here")
    assert found.builder.surroundings["log_level"] == level


def test_nothing_is_cached_at_first() -> None:
    builder = build_graph(graph, SETTINGS, {}, 1, None)
    assert builder.surroundings["caches"] == {}
    assert builder.surroundings["flow_result"] is None
    assert builder.surroundings["parameters"] == {}
