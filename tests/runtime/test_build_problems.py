"""A flow that can't be built says so, where and why, before anything runs."""

import datetime
import types
from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.backends import LocalBackend
from flowc.runtime.build_problems import BuildProblem, WrongParameters
from flowc.runtime.module import run_flow
from flowc.runtime.program import Program
from flowc.runtime.run import run_once
from flowc.runtime.schedules import IntervalSchedule
from flowc.runtime.signals import FAIL

SCRIPT = """\
from flowc.runtime.flows import Flow
from flowc.runtime.function_tasks import as_task
from flowc.runtime.recording import nodes_of_flow


@as_task
def add(x, y):
    return x + y


def calls_it():
    return add(1)


def refuses():
    raise ValueError("not today")


def graph(flow):
    with Flow("f") as made:
        BODY
    return nodes_of_flow(flow, made)
"""
LINES = {"calls_it": 111, "refuses": 115}


def graph_of(body: str, folder: Path) -> Any:
    """The `graph` function of a script whose block is `body`."""
    path = folder / "out.py"
    path.write_text(SCRIPT.replace("BODY", body))
    module = types.ModuleType("__main__")
    module.__file__ = str(path)
    exec(compile(path.read_text(), str(path), "exec"), module.__dict__)
    return module.__dict__["graph"]


SETTINGS: dict[str, Any] = {
    "name": "f",
    "source": "flow.py",
    "lines": LINES,
    "scheduled": False,
}


@pytest.mark.parametrize(
    ("body", "message", "place"),
    [
        ("calls_it()", "TypeError: missing a required argument: 'y'", "flow.py:112"),
        ("refuses()", "ValueError: not today", "flow.py:116"),
        ("add(1)", "TypeError: missing a required argument: 'y'", "out.py:21"),
        ("assert not made", "AssertionError", "out.py:21"),
    ],
)
def test_what_the_source_raises(
    body: str,
    message: str,
    place: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    graph = graph_of(body, tmp_path)
    for argv in (["--local", "sync", "--progress", "none"], ["--dry-run"]):
        assert Program(graph, SETTINGS, argv).run() == 1
        err = capsys.readouterr().err.splitlines()
        assert err[-2] == f"error: the flow can't be built: {message}"
        assert place in err[-1] and err[-1].startswith("  ")


def test_a_signal_is_a_problem_too() -> None:
    def graph(builder: Any) -> None:
        raise FAIL("now")

    with pytest.raises(BuildProblem, match="can't be built: FAIL: now"):
        run_once(graph, SETTINGS, LocalBackend("sync"))


def test_settings_that_fail() -> None:
    settings = {**SETTINGS, "state_handlers": lambda: [1 // 0]}
    with pytest.raises(BuildProblem, match="ZeroDivisionError"):
        run_once(lambda flow: None, settings, LocalBackend("sync"))


def test_another_program_gets_the_error_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOWC_LOCAL", "sync")
    with pytest.raises(ValueError, match="not today") as caught:
        run_flow(graph_of("refuses()", tmp_path), SETTINGS)
    assert not isinstance(caught.value, WrongParameters)
    with pytest.raises(WrongParameters, match="unexpected parameters: y"):
        run_flow(graph_of("pass", tmp_path), SETTINGS, {"y": 1})


def test_a_schedule_ends_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = {**SETTINGS, "scheduled": True}
    running = Program(graph_of("refuses()", tmp_path), settings, ["--local", "sync"])
    running.schedule = IntervalSchedule(interval=datetime.timedelta(seconds=1))
    assert running.run() == 1
    assert capsys.readouterr().err.count("the flow can't be built") == 1
