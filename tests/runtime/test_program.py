"""A script's program on Dask's local schedulers, in this process."""

import datetime
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.executors import LocalDaskExecutor, LocalExecutor
from flowc.runtime.program import Program
from flowc.runtime.schedules import IntervalSchedule
from flowc.runtime.states import Skipped

from tests.runtime import demo_script

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in list(os.environ):
        if name.startswith(("FLOWC_", "PREFECT__", "DASK_")):
            monkeypatch.delenv(name)
    yield
    logger = logging.getLogger("prefect")
    logger.handlers.clear()
    logger.propagate = True


def program(*argv: str, **settings: Any) -> Program:
    known = {**demo_script.SETTINGS, **settings}
    return Program(demo_script.graph, known, list(argv))


def test_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert program("--local", "sync").run() == 0
    out, err = capsys.readouterr()
    assert "working on 1" in out and "inc-1" in out
    assert "demo" in err and "sync (from --local)" in err


def test_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAIL", "1")
    assert program("--local", "threads").run() == 1
    assert "KeyError" in capsys.readouterr().out


def test_values_in_their_order(tmp_path: Path) -> None:
    """The source's, then the file's, then those of the command line."""
    file, report = tmp_path / "p.json", tmp_path / "r.json"
    base = ["--local", "sync", "--progress", "none", "--report", str(report)]
    for extra, expected in (
        ([], "11"),
        (["--param-file", str(file)], "21"),
        (["--param-file", str(file), "--param", "x=30"], "31"),
    ):
        file.write_text('{"x": 20}')
        running = program(*base, *extra)
        running.parameters = {"x": 10}
        assert running.run() == 0
        assert json.loads(report.read_text())["tasks"]["inc-1"]["result"] == expected


def test_unknown_parameter(capsys: pytest.CaptureFixture[str]) -> None:
    assert program("--local", "sync", "--param", "y=1").run() == 2
    err = capsys.readouterr().err
    assert "error: " in err and "unexpected parameters: y" in err
    assert "the flow has x" in err


@pytest.mark.parametrize("settings", [{}, {"parameters": {"size": False}}])
def test_parameters_are_checked_before_connecting(
    settings: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = ["--address", "tcp://127.0.0.1:1"]
    assert program(*nowhere, "--param", "sise=1", **settings).run() == 2
    err = capsys.readouterr().err
    assert ("did you mean size? the flow has size" in err) is bool(settings)
    assert "127.0.0.1" not in err


def test_a_required_parameter_is_asked_for_before_connecting(
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = {"parameters": {"size": True}}
    assert program("--address", "tcp://127.0.0.1:1", **settings).run() == 2
    assert "required parameters: size" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--report", "--performance-report"])
@pytest.mark.parametrize(
    ("path", "reason"),
    [("absent/r.json", "there is no folder"), ("", "it is a folder")],
)
def test_a_report_that_can_t_be_written(
    option: str,
    path: str,
    reason: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = str(tmp_path / path)
    assert program("--local", "sync", option, whole).run() == 2
    out, err = capsys.readouterr()
    assert f"{option} {whole}: {reason}" in err
    assert "working on" not in out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_report_that_fails_at_the_end_changes_no_exit_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert program("--local", "sync", "--report", "/dev/full").run() == 0
    assert "warning: no report: can't write /dev/full: No space" in (
        capsys.readouterr().err
    )


def test_a_drawing_that_can_t_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "absent" / "graph.dot")
    assert program("--visualize", path).run() == 2
    assert f"--visualize {path}: No such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "needed"),
    [
        ([], True),
        (["--once"], True),
        (["--schedule"], True),
        (["--address", "a:1"], False),
        (["--scheduler-file", "s"], False),
        (["--local", "sync"], False),
        (["--next", "1"], False),
        (["--dry-run"], False),
        (["--visualize", "g.dot"], False),
    ],
)
def test_needs_executor(argv: list[str], needed: bool) -> None:
    assert program(*argv).needs_executor is needed


@pytest.mark.parametrize("name", ["ADDRESS", "SCHEDULER_FILE"])
def test_variables_spare_the_executor(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"FLOWC_{name}", "somewhere")
    assert not program().needs_executor


def test_the_executor_of_the_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert program(executor=LocalExecutor).run() == 0
    assert "sync (from the flow's executor)" in capsys.readouterr().err
    running = program(executor=LocalExecutor)
    running.executor = LocalDaskExecutor()
    assert running.run() == 0
    assert "threads (from the flow's executor)" in capsys.readouterr().err


def test_an_executor_that_isn_t_asked_isn_t_made() -> None:
    def never() -> None:
        raise AssertionError("made")

    assert program("--local", "sync", executor=never).run() == 0
    assert program("--dry-run", executor=never).run() == 0


def test_next(capsys: pytest.CaptureFixture[str]) -> None:
    start = datetime.datetime(2100, 1, 1, tzinfo=datetime.timezone.utc)
    running = program("--next", "2", schedule=lambda: IntervalSchedule(start, DAY))
    assert running.run() == 0
    out, err = capsys.readouterr()
    assert out == "2100-01-01T00:00:00+00:00\n2100-01-02T00:00:00+00:00\n"
    assert err == ""


@pytest.mark.parametrize("argv", [["--next", "2"], ["--schedule"], ["--max-runs", "1"]])
def test_there_is_no_schedule(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert program(*argv).run() == 2
    err = capsys.readouterr().err
    assert argv[0] in err and len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("argv", "scheduled", "variable", "expected"),
    [
        ([], True, None, True),
        ([], False, None, False),
        (["--once"], True, None, False),
        (["--schedule"], False, None, True),
        ([], True, "false", False),
        (["--schedule"], True, "false", True),
    ],
)
def test_on_schedule(
    argv: list[str],
    scheduled: bool,
    variable: str | None,
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if variable:
        monkeypatch.setenv("PREFECT__FLOWS__RUN_ON_SCHEDULE", variable)
    running = program(*argv, scheduled=scheduled)
    running.schedule = IntervalSchedule(interval=DAY)
    assert running.on_schedule() is expected


def test_a_schedule_s_run_knows_its_tick(tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    running = program("--local", "sync", "--max-runs", "1", "--report", str(report))
    running.settings["scheduled"] = True
    running.schedule = IntervalSchedule(interval=datetime.timedelta(seconds=1))
    before = datetime.datetime.now(datetime.timezone.utc)
    assert running.run() == 0
    tick = datetime.datetime.fromisoformat(json.loads(report.read_text())["scheduled"])
    assert tick > before and tick.microsecond == 0


def test_an_exhausted_schedule(capsys: pytest.CaptureFixture[str]) -> None:
    end = datetime.datetime(2020, 1, 1)
    running = program("--local", "sync", scheduled=True)
    running.schedule = IntervalSchedule(None, DAY, end)
    assert running.run() == 0
    assert "Flow has no more scheduled runs." in capsys.readouterr().err


def test_dry_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert program("--dry-run").run() == 0
    out = capsys.readouterr().out
    assert "inc-1" in out and "working on" not in out
    assert program("--dry-run", "--param", "y=1").run() == 2


@pytest.mark.parametrize("ending", ["mmd", "dot"])
def test_visualize(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIL", "1")
    file = tmp_path / f"graph.{ending}"
    assert program("--visualize", str(file)).run() == 0
    drawn = file.read_text()
    assert "inc-1" in drawn and "fail-1" in drawn and drawn.count("->") == 1


def test_log_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT__LOGGING__LEVEL", "WARNING")
    logger = logging.getLogger("prefect")
    program("--local", "sync").run()
    assert logger.level == logging.WARNING
    program("--local", "sync", "--log-level", "debug").run()
    assert logger.level == logging.DEBUG
    assert len(logger.handlers) == 1


def test_log_lines_look_like_prefects(capsys: pytest.CaptureFixture[str]) -> None:
    program("--local", "sync", "--progress", "none").run()
    logger = logging.getLogger("prefect.inc")
    record = logger.makeRecord("prefect.inc", 20, "f", 1, "hello", (), None)
    record.created = 0.0
    (handler,) = logging.getLogger("prefect").handlers
    assert handler.format(record) == (
        "[1970-01-01 00:00:00+0000] INFO - prefect.inc | hello"
    )


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (ModuleNotFoundError("No module named 'dask_gateway'"), 4),
        (OSError("no gateway at http://h:1"), 3),
    ],
)
def test_an_executor_that_can_t_be_made(
    problem: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended, program().making_executor():
        raise problem
    assert ended.value.code == code
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ") and str(problem) in line


def test_the_source_looks_at_the_state(capsys: pytest.CaptureFixture[str]) -> None:
    seen = []

    def inspect(state: Any) -> None:
        seen.append((state.is_successful(), state.result["inc-1"].result))
        print("looked")

    running = program("--local", "sync", "--progress", "none")
    running.inspect = inspect
    assert running.run() == 0
    assert seen == [(True, 2)]
    out = capsys.readouterr().out
    assert out.index("Success") < out.index("looked")


def test_a_look_that_fails(capsys: pytest.CaptureFixture[str]) -> None:
    running = program("--local", "sync", "--progress", "none")
    running.inspect = lambda state: state.result["gone-1"]
    assert running.run() == 1
    err = capsys.readouterr().err
    assert err.endswith("KeyError: 'gone-1'\n") and "look_at" not in err


def test_a_look_that_exits() -> None:
    running = program("--local", "sync", "--progress", "none")
    running.inspect = lambda state: exit(7)
    with pytest.raises(SystemExit) as ended:
        running.run()
    assert ended.value.code == 7


def test_a_flow_whose_handler_says_it_was_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FAIL", "1")
    skipped = {"terminal_state_handler": lambda flow, state, states: Skipped("so what")}
    assert program("--local", "sync", **skipped).run() == 0


def test_parameters_of_a_clock_go_over_others(tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    running = program("--local", "sync", "--param", "x=30", "--report", str(report))
    running.read_values()
    assert running.run_flow_once(None, {"x": 40}) == 0
    assert json.loads(report.read_text())["parameters"] == {"x": 40}


def test_secrets_are_not_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.json"
    argv = ["--local", "sync", "--progress", "log", "--report", str(report)]
    secret = ["--context", 'secrets={"KEY": "hunter2"}', "--log-level", "DEBUG"]
    assert program(*argv, *secret).run() == 0
    assert "hunter2" not in report.read_text() + "".join(capsys.readouterr())
