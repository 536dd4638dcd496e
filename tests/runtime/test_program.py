"""A script as a program on Dask's local schedulers, in this process."""

import copy
import datetime
import json
import logging
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.parameters import Parameter
from flowc.runtime.cluster.executors import LocalDaskExecutor, LocalExecutor
from flowc.runtime.cluster.places import OPEN, close_places
from flowc.runtime.context.context import context_entered
from flowc.runtime.program.options import own_arguments, parse_options
from flowc.runtime.program.run_manner import Manner, acting
from flowc.runtime.program.scripts import Script
from flowc.runtime.reporting.source_lines import said_of_missing
from flowc.runtime.schedules.schedules import IntervalSchedule
from flowc.runtime.states.states import Skipped
from flowc.runtime.subflows.flow_runners import FlowRunner

from tests.runtime import demo_script

DAY = datetime.timedelta(days=1)
LOCAL = ["--local", "sync", "--progress", "none"]


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in list(os.environ):
        if name.startswith(("FLOWC_", "PREFECT__", "DASK_")):
            monkeypatch.delenv(name)
    yield
    logger = logging.getLogger("prefect")
    logger.handlers.clear()
    logger.propagate = True


demo = demo_script.made


def asking(*parameters: Parameter) -> Any:
    """A flow that has just these parameters."""
    return Flow("asking", tasks=parameters)


class Unbuildable(Flow):
    """A flow of a class of the user's, whose code fails when a run is built."""

    def __init__(self, name: str, fail: Callable[[], None]) -> None:
        super().__init__(name)
        self.fail = fail

    def reference_tasks(self) -> Any:
        self.fail()


def script_of(flow: Any, **facts: Any) -> Script:
    script = Script("a_script", "demo.py", **facts)
    script.flow = lambda: flow
    return script


def ended(*argv: str, **settings: Any) -> int:
    """The exit code of a script that runs its flow from `main()`."""
    return script_of(demo(**settings)).main(list(argv))


class Program:
    """A script whose program runs flows by itself, with a command line."""

    def __init__(self, *argv: str, **facts: Any) -> None:
        self.script = script_of(demo(), runs=True, looks=True, **facts)
        options = parse_options("demo.py", [*LOCAL, *argv])
        self.manner = Manner.of_program(options, self.script)

    def run(self, flow: Any, *values: Any, **named: Any) -> Any:
        with acting(self.manner):
            return flow.run(*values, **named)


def test_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--local", "sync") == 0
    out, err = capsys.readouterr()
    assert "working on 1" in out and "inc-1" in out
    assert "demo" in err and "sync (from --local)" in err


def test_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAIL", "1")
    assert ended("--local", "threads") == 1
    assert "KeyError" in capsys.readouterr().out


def test_values_in_their_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The program's, then the file's, then those of the command line."""
    file = tmp_path / "p.json"
    file.write_text('{"x": 20}')
    for extra, expected in (
        ([], 11),
        (["--param-file", str(file)], 21),
        (["--param-file", str(file), "--param", "x=30"], 31),
    ):
        state = Program(*extra).run(demo(), x=10)
        assert state.result["inc-1"].result == expected
        said = "over the program's" in capsys.readouterr().err
        assert said is bool(extra)


def test_unknown_parameter(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--local", "sync", "--param", "y=1") == 2
    err = capsys.readouterr().err
    assert "error: " in err and "unexpected parameters: y" in err
    assert "the flow has x" in err


@pytest.mark.parametrize("names", [[], ["size"]])
def test_parameters_are_checked_before_connecting(
    names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    flow = asking(*(Parameter(name, default=1) for name in names))
    nowhere = ["--address", "tcp://127.0.0.1:1"]
    assert script_of(flow).main([*nowhere, "--param", "sise=1"]) == 2
    err = capsys.readouterr().err
    has = "did you mean size? the flow has size" if names else "the flow has none"
    assert has in err and "127.0.0.1" not in err


def test_a_required_parameter_is_asked_for_before_connecting(
    capsys: pytest.CaptureFixture[str],
) -> None:
    script = script_of(asking(Parameter("size")))
    assert script.main(["--address", "tcp://127.0.0.1:1"]) == 2
    assert "required parameters: size" in capsys.readouterr().err


def test_a_program_gets_wrong_parameters_as_in_prefect() -> None:
    program = Program()
    with pytest.raises(ValueError, match="unexpected parameters: y"):
        program.run(demo(), parameters={"y": 1})
    with pytest.raises(TypeError, match="unexpected keyword argument 'y'"):
        program.run(demo(), y=1)
    with pytest.raises(SystemExit) as end:
        Program("--param", "y=1").run(demo())
    assert end.value.code == 2


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
    assert ended("--local", "sync", option, whole) == 2
    out, err = capsys.readouterr()
    assert f"{option} {whole}: {reason}" in err
    assert "working on" not in out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_report_that_fails_at_the_end_changes_no_exit_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ended("--local", "sync", "--report", "/dev/full") == 0
    assert "warning: no report: can't write /dev/full: No space" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("r.json", ["r-2.json", "r-3.json", "r.json"]),
        ("r{n}.json", ["r1.json", "r2.json", "r3.json"]),
    ],
)
def test_later_runs_write_reports_of_their_own(
    name: str, written: list[str], tmp_path: Path
) -> None:
    program = Program("--report", str(tmp_path / name))
    for x in range(3):
        program.run(demo(), x=x)
    assert sorted(path.name for path in tmp_path.iterdir()) == written


def test_a_drawing_that_can_t_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "absent" / "graph.dot")
    assert ended("--visualize", path) == 2
    assert f"--visualize {path}: No such file" in capsys.readouterr().err


def test_the_executor_of_the_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(executor=LocalExecutor()) == 0
    assert "sync (from the flow's executor)" in capsys.readouterr().err
    program = Program()
    program.manner.options.local = None
    program.run(demo(executor=LocalExecutor()), executor=LocalDaskExecutor())
    assert "threads (from the flow's executor)" in capsys.readouterr().err


def test_next(capsys: pytest.CaptureFixture[str]) -> None:
    start = datetime.datetime(2100, 1, 1, tzinfo=datetime.timezone.utc)
    assert ended("--next", "2", schedule=IntervalSchedule(start, DAY)) == 0
    out, err = capsys.readouterr()
    assert out == "2100-01-01T00:00:00+00:00\n2100-01-02T00:00:00+00:00\n"
    assert err == ""


@pytest.mark.parametrize("argv", [["--next", "2"], ["--schedule"], ["--max-runs", "1"]])
def test_there_is_no_schedule(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(*argv) == 2
    err = capsys.readouterr().err
    assert argv[0] in err and len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("argv", "said", "variable", "runs"),
    [
        ([], None, None, 2),
        ([], False, None, 1),
        ([], True, "false", 2),
        (["--once"], True, None, 1),
        (["--once"], None, None, 1),
        (["--once"], False, None, 1),
        (["--schedule"], False, None, 2),
        (["--schedule"], True, None, 2),
        ([], None, "false", 1),
        (["--schedule"], None, "false", 2),
    ],
)
def test_on_schedule(
    argv: list[str],
    said: bool | None,
    variable: str | None,
    runs: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if variable:
        monkeypatch.setenv("PREFECT__FLOWS__RUN_ON_SCHEDULE", variable)
    schedule = IntervalSchedule(interval=datetime.timedelta(seconds=1))
    most = ["--max-runs", "2"] if runs == 2 else []
    state = Program(*argv, *most).run(demo(schedule=schedule), run_on_schedule=said)
    assert state.is_successful()
    out, err = capsys.readouterr()
    assert out.count("working on") == runs
    follows = "the command line has the flow follow its schedule" in err
    assert follows is (argv == ["--schedule"] and said is False)
    once = "the command line has the flow run once" in err
    assert once is (argv == ["--once"] and said is True)


def test_a_schedule_s_run_knows_its_tick(tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    schedule = IntervalSchedule(interval=datetime.timedelta(seconds=1))
    before = datetime.datetime.now(datetime.timezone.utc)
    argv = ["--local", "sync", "--max-runs", "2", "--report", str(report)]
    assert ended(*argv, schedule=schedule) == 0
    tick = datetime.datetime.fromisoformat(json.loads(report.read_text())["scheduled"])
    assert tick > before and tick.microsecond == 0
    assert list(tmp_path.iterdir()) == [report]


def test_an_exhausted_schedule(capsys: pytest.CaptureFixture[str]) -> None:
    end = datetime.datetime(2020, 1, 1)
    assert ended("--local", "sync", schedule=IntervalSchedule(None, DAY, end)) == 0
    assert "Flow has no more scheduled runs." in capsys.readouterr().err


def test_dry_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--dry-run") == 0
    out = capsys.readouterr().out
    assert "inc-1" in out and "working on" not in out
    assert ended("--dry-run", "--param", "y=1") == 2
    with pytest.raises(SystemExit) as end:
        Program("--dry-run").run(demo())
    assert end.value.code == 0


@pytest.mark.parametrize(
    ("ending", "edges"),
    [
        ("mmd", ["t1 --> t0", "t0 --> t2"]),
        ("dot", ['"x" -> "inc-1";', '"inc-1" -> "fail-1";']),
    ],
)
def test_visualize(
    ending: str, edges: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIL", "1")
    file = tmp_path / f"graph.{ending}"
    assert ended("--visualize", str(file)) == 0
    drawn = [line.strip() for line in file.read_text().splitlines()]
    assert [line for line in drawn if "->" in line] == edges


def test_log_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT__LOGGING__LEVEL", "WARNING")
    logger = logging.getLogger("prefect")
    ended("--local", "sync")
    assert logger.level == logging.WARNING
    ended("--local", "sync", "--log-level", "debug")
    assert logger.level == logging.DEBUG
    assert len(logger.handlers) == 1


def test_log_lines_look_like_prefects() -> None:
    ended(*LOCAL)
    logger = logging.getLogger("prefect.inc")
    record = logger.makeRecord("prefect.inc", 20, "f", 1, "hello", (), None)
    record.created = 0.0
    (handler,) = logging.getLogger("prefect").handlers
    assert handler.format(record) == (
        "[1970-01-01 00:00:00+0000] INFO - prefect.inc | hello"
    )


def test_a_state_keeps_its_place_open_until_it_is_gone() -> None:
    close_places()
    program = Program()
    state = program.run(demo())
    first = state.result["inc-1"]
    assert len(OPEN) == 1
    again = program.run(demo(), x=4)
    assert len(OPEN) == 1, "the second run finds it open"
    assert again.result["inc-1"].result == 5
    del state, again
    assert len(OPEN) == 1, "a task's state is held"
    assert first.result == 2
    del first
    assert OPEN == []


def test_what_nothing_looks_at_is_not_kept() -> None:
    close_places()
    program = Program()
    program.manner.keeps_all = False
    state = program.run(demo())
    assert state.is_successful() and OPEN == []


def refuses() -> None:
    raise LookupError("no such table")


def test_a_run_that_can_t_be_built_leaves_others_their_place() -> None:
    close_places()
    program = Program()
    state = program.run(demo())
    with pytest.raises(SystemExit):
        program.run(Unbuildable("refuses", refuses))
    assert len(OPEN) == 1 and state.result["inc-1"].result == 2
    del state
    assert OPEN == []


def test_runs_that_fail_together_say_why(capsys: pytest.CaptureFixture[str]) -> None:
    close_places()
    program, both, ended = Program(), threading.Barrier(2, timeout=60), []

    def refuses_with_the_other() -> None:
        both.wait()
        refuses()

    def go() -> None:
        with pytest.raises(SystemExit) as end:
            program.run(Unbuildable("refuses", refuses_with_the_other))
        ended.append(end.value.code)

    state = program.run(demo())  # so that both find its place
    threads = [threading.Thread(target=go) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert ended == [1, 1] and state.is_successful()
    assert capsys.readouterr().err.count("LookupError: no such table") == 2


def test_a_signal_closes_the_place_for_all() -> None:
    close_places()

    def stopped() -> None:
        raise KeyboardInterrupt

    program = Program()
    state = program.run(demo())
    with pytest.raises(KeyboardInterrupt):
        program.run(Unbuildable("stopped", stopped))
    assert OPEN == [] and state.is_successful()


def test_the_program_ends_as_the_latest_run_of_each_flow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program, other = Program(), demo()
    other.name = "other"
    monkeypatch.setenv("FAIL", "1")
    assert program.run(demo()).is_failed()
    assert program.script.exit_code() == 1
    monkeypatch.delenv("FAIL")
    assert program.run(other).is_successful()
    assert program.script.exit_code() == 1
    assert program.run(demo()).is_successful(), "made anew, it is the same flow"
    assert program.script.exit_code() == 0


def test_an_unreachable_cluster_ends_the_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = Program("--connect-timeout", "1")
    program.manner.options.local = None
    program.manner.options.address = "tcp://127.0.0.1:1"
    program.manner.options.origins["address"] = "--address"
    with pytest.raises(SystemExit) as end:
        program.run(demo())
    assert end.value.code == program.script.exit_code() == 3
    assert "127.0.0.1:1" in capsys.readouterr().err


def test_runs_in_threads() -> None:
    program, found = Program(), []

    def go(x: int) -> None:
        state = program.run(demo(), x=x)
        found.append(state.result["inc-1"].result)

    threads = [threading.Thread(target=go, args=[x]) for x in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(found) == [1, 2, 3]


def test_a_runner_does_not_wait_for_the_schedule() -> None:
    flow = demo(schedule=IntervalSchedule(interval=DAY))
    with acting(Program().manner):
        state = FlowRunner(flow=flow).run(parameters={"x": 6}, return_tasks=["inc-1"])
    assert state.result["inc-1"].result == 7


def test_in_a_task_a_run_is_part_of_another(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with context_entered({"channel": None}):
        state = Program().run(demo(), x=6)
    results = {task.name: each.result for task, each in state.result.items()}
    assert results == {"inc": 7, "x": 6}
    assert "Flow demo" not in capsys.readouterr().out


def test_an_imported_script_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FLOWC_LOCAL", "sync")
    monkeypatch.setenv("FLOWC_REPORT", "/nowhere/report.json")
    state = demo().run(x=4)
    assert state.result["inc-1"].result == 5
    out, err = capsys.readouterr()
    assert out == "working on 4\n" and err == ""


def test_a_flow_that_a_function_of_the_program_makes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FLOWC_LOCAL", "sync")
    script = Script("a_script", "demo.py")
    script.start = lambda: demo().run(x=2)
    assert script.run({"x": 7}).tasks["inc-1"].result == 8
    assert script.main(LOCAL) == 0
    script.start = lambda: None
    with pytest.raises(RuntimeError, match="has not run its flow"):
        script.run()


@pytest.mark.parametrize("words", [[], ["--once"], ["--flowc-once"]])
def test_a_program_that_has_run_nothing(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    program = Program()
    program.script.options = parse_options("demo.py", words)
    assert program.script.main() == 0
    said = "the program has run no flow: the script's options had no use" in (
        capsys.readouterr().err
    )
    assert said is bool(words)


def test_there_is_no_flow(capsys: pytest.CaptureFixture[str]) -> None:
    assert Script("a_script", "demo.py").main(LOCAL) == 2
    assert "makes no flow" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "own", "others"),
    [
        ("a --flowc-once -v", "--flowc-once", "a -v"),
        ("--flowc-local sync --local x", "--flowc-local sync", "--local x"),
        ("--flowc-param=x=1 b", "--flowc-param=x=1", "b"),
        ("--flowc-once -- --flowc-once", "--flowc-once", "-- --flowc-once"),
        ("--flowc-nothing x", "--flowc-nothing", "x"),
    ],
)
def test_the_script_s_own_arguments(words: str, own: str, others: str) -> None:
    assert own_arguments(words.split()) == (own.split(), others.split())


def test_plain_options_are_the_program_s_where_it_reads_them() -> None:
    assert parse_options("f.py", ["--flowc-once"], plain=False).once
    with pytest.raises(SystemExit):
        parse_options("f.py", ["--once"], plain=False)


def test_a_package_of_the_program_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.py"
    file.write_text("import json\nimport no_such_package.part as part\n")
    Script("a_script", "flow.py")
    try:
        exec(compile(file.read_text(), str(file), "exec"), {"__name__": "a_script"})
    except ModuleNotFoundError as error:
        said_of_missing(type(error), error, error.__traceback__)
    assert capsys.readouterr().err == (
        f"error: the program needs no_such_package: line 2 of {file},"
        " `import no_such_package.part as part`; install it where the script runs\n"
    )


def test_a_flow_whose_handler_says_it_was_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FAIL", "1")
    skipped = {"terminal_state_handler": lambda flow, state, states: Skipped("so what")}
    assert ended("--local", "sync", **skipped) == 0


def test_secrets_are_not_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.json"
    argv = ["--local", "sync", "--progress", "log", "--report", str(report)]
    secret = ["--context", 'secrets={"KEY": "hunter2"}', "--log-level", "DEBUG"]
    assert ended(*argv, *secret) == 0
    assert "hunter2" not in report.read_text() + "".join(capsys.readouterr())


def test_a_flow_object_can_be_copied() -> None:
    flow = demo()
    again = copy.copy(flow)
    again.name = "again"
    assert (flow.name, again.name) == ("demo", "again")
    assert repr(flow) == '<Flow: name="demo">'
    assert again.tasks == flow.tasks
