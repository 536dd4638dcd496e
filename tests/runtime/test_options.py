"""The command line of a script and the variables beside it."""

import os

import pytest
from flowc.runtime.program.errors import UsageProblem
from flowc.runtime.program.options import Options, options_of_environment, parse_options


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("FLOWC_", "PREFECT__", "DASK_")):
            monkeypatch.delenv(name)


def parse(*argv: str) -> Options:
    return parse_options("demo", list(argv))


def complaint(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    """The one line with which a command line is refused, with exit code 2."""
    with pytest.raises(SystemExit) as ended:
        parse(*argv)
    assert ended.value.code == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    return lines[0]


def test_nothing_said() -> None:
    options = parse()
    assert (options.once, options.schedule, options.next) == (False, False, None)
    assert (options.address, options.chunks, options.param) == (None, None, [])
    assert options.needs_cluster
    assert options.origins == {}


@pytest.mark.parametrize(
    ("argv", "name", "value"),
    [
        (["--once"], "once", True),
        (["--schedule"], "schedule", True),
        (["--max-runs", "3"], "max_runs", 3),
        (["--next", "5"], "next", 5),
        (["--address", "tcp://h:1"], "address", "tcp://h:1"),
        (["--scheduler-file", "s.json"], "scheduler_file", "s.json"),
        (["--local", "threads"], "local", "threads"),
        (["--param", "a=1", "--param", "b=x"], "param", ["a=1", "b=x"]),
        (["--param-file", "p.json"], "param_file", "p.json"),
        (["--context", "a=1"], "context", ["a=1"]),
        (["--report", "r.json"], "report", "r.json"),
        (["--dry-run"], "dry_run", True),
        (["--visualize", "g.dot"], "visualize", "g.dot"),
        (["--performance-report", "p.html"], "performance_report", "p.html"),
        (["--progress", "log"], "progress", "log"),
        (["--log-level", "debug"], "log_level", "DEBUG"),
        (["--chunks", "8"], "chunks", 8),
        (["--tls-ca", "ca.pem"], "tls_ca", "ca.pem"),
        (["--tls-cert", "c.pem"], "tls_cert", "c.pem"),
        (["--tls-key", "k.pem"], "tls_key", "k.pem"),
        (["--connect-timeout", "2.5"], "connect_timeout", 2.5),
        (["--wait-workers", "2"], "wait_workers", 2),
        (["--wait-timeout", "90s"], "wait_timeout", 90.0),
        (["--strict-versions"], "strict_versions", True),
        (["--allow-version-mismatch"], "allow_version_mismatch", True),
    ],
)
def test_each_option(argv: list[str], name: str, value: object) -> None:
    assert getattr(parse(*argv), name) == value


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (["--max-runs", "0"], "--max-runs"),
        (["--next", "-1"], "--next"),
        (["--next", "two"], "two"),
        (["--chunks", "1.5"], "1.5"),
        (["--local", "processes"], "threads, sync"),
        (["--progress", "loud"], "auto, bar, log, none"),
        (["--log-level", "chatty"], "chatty".upper()),
        (["--connect-timeout", "0"], "--connect-timeout"),
        (["--wait-timeout", "nan"], "--wait-timeout"),
        (["--once", "--schedule"], "not allowed with"),
        (["--address", "a:1", "--local", "sync"], "not allowed with"),
        (["--addr", "a:1"], "--addr"),
        (["left"], "left"),
    ],
)
def test_bad_usage(
    argv: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert word in complaint(capsys, *argv)


def test_a_variable_stands_in_for_an_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWC_ADDRESS", "tcp://h:1")
    monkeypatch.setenv("FLOWC_WAIT_WORKERS", "3")
    monkeypatch.setenv("FLOWC_LOG_LEVEL", "")
    options = parse()
    assert (options.address, options.wait_workers) == ("tcp://h:1", 3)
    assert options.log_level is None
    assert options.origins["address"] == "the environment variable FLOWC_ADDRESS"


def test_the_option_is_stronger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWC_ADDRESS", "tcp://h:1")
    options = parse("--address", "tcp://h:2")
    assert (options.address, options.origins["address"]) == ("tcp://h:2", "--address")


def test_a_bad_variable_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FLOWC_CHUNKS", "many")
    line = complaint(capsys)
    assert "FLOWC_CHUNKS" in line and "'many'" in line


def test_a_module_has_no_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["notebook", "--kernel"])
    monkeypatch.setenv("FLOWC_CONNECT_TIMEOUT", "7")
    options = options_of_environment("tcp://h:3")
    assert (options.address, options.connect_timeout) == ("tcp://h:3", 7.0)
    assert options.strict_versions is False
    monkeypatch.setenv("FLOWC_CONNECT_TIMEOUT", "soon")
    with pytest.raises(UsageProblem, match="FLOWC_CONNECT_TIMEOUT"):
        options_of_environment()


def test_help_names_the_source_and_the_variables(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse_options("50 % more", ["--help"])
    assert ended.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "flow of 50 % more" in shown and "[FLOWC_TLS_CA]" in shown
