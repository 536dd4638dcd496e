"""The other commands, and what happens when something goes wrong."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from flowc.compiler.cli.filenames import file_names
from flowc.compiler.diagnostics import CODES
from flowc.compiler.version import VERSION

from .conftest import Answer

Flowc = Callable[..., Answer]
FLOW = 'with Flow("one") as first:\n    pass\n'


def test_help_names_every_command(flowc: Flowc) -> None:
    answer = flowc("--help")
    assert answer.code == 0
    for command in ("compile", "check", "graph", "run", "analyze", "explain"):
        assert f"\n  {command} " in answer.out
        assert flowc(command, "--help").out.startswith(f"Usage: flowc {command} ")


def test_the_version_is_that_of_the_project(flowc: Flowc) -> None:
    assert flowc("--version").out == f"flowc {VERSION}\n"
    project = Path(__file__).parents[2] / "pyproject.toml"
    assert f'\nversion = "{VERSION}"\n' in project.read_text()


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["--nonsense"], ["check"]])
def test_nonsense_is_usage(flowc: Flowc, arguments: list[str]) -> None:
    answer = flowc(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert "Usage: flowc" in answer.err


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(flowc: Flowc, code: str) -> None:
    answer = flowc("explain", code)
    assert answer.code == 0
    assert answer.out.startswith(f"{code}: {CODES[code].title}\n")


def test_an_unknown_code_is_usage(flowc: Flowc) -> None:
    answer = flowc("explain", "FLC0O4")
    assert answer.code == 2
    assert "did you mean " in answer.err and "FLC004" in answer.err


def test_check_reports_every_file(flowc: Flowc, faked: Path) -> None:
    Path("good.py").write_text(FLOW)
    Path("bad.py").write_text(FLOW + "# say: error\n")
    Path("worse.py").write_text("x = (\n")
    answer = flowc("check", "worse.py", "good.py", "bad.py")
    assert (answer.code, answer.out) == (1, "")
    assert "bad.py:3:3: error FLC004: as told\n" in answer.err
    assert "worse.py:1:5: error FLC004: '(' was never closed\n" in answer.err
    assert answer.err.endswith("2 errors\n")
    assert sorted(os.listdir()) == ["bad.py", "good.py", "worse.py"]


def test_check_is_silent_where_all_is_well(flowc: Flowc, faked: Path) -> None:
    Path("good.py").write_text(FLOW)
    answer = flowc("check", "good.py")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_check_goes_on_after_a_missing_file(flowc: Flowc, faked: Path) -> None:
    Path("bad.py").write_text(FLOW + "# say: error\n")
    answer = flowc("check", "missing.py", "bad.py")
    assert answer.code == 2
    assert "missing.py" in answer.err and "bad.py:3" in answer.err


def test_check_strict_counts_warnings(flowc: Flowc, faked: Path) -> None:
    Path("f.py").write_text(FLOW + "# say: warning\n")
    assert flowc("check", "f.py").code == 0
    assert flowc("check", "f.py", "--strict").code == 1


def test_check_answers_in_json(flowc: Flowc, faked: Path) -> None:
    Path("f.py").write_text("x = (\n")
    answer = flowc("check", "f.py", "--format", "json")
    told = json.loads(answer.out)
    assert answer.code == told["exit_code"] == 1
    assert told["files"] == ["f.py"]
    assert told["diagnostics"][0]["span"] == {
        "file": "f.py",
        "line": 1,
        "column": 5,
        "end_line": 1,
        "end_column": 6,
    }


def test_a_bug_is_one_line_and_exit_3(flowc: Flowc, faked: Path) -> None:
    Path("f.py").write_text("# raise\n")
    for command in (["compile"], ["check"], ["graph"], ["run"]):
        answer = flowc(*command, "f.py")
        assert (answer.code, answer.out) == (3, "")
        assert answer.err.count("\n") == 1
        assert answer.err.startswith("flowc has a bug: ZeroDivisionError: first line")
        assert "please report" in answer.err


@pytest.mark.parametrize("arguments", [["-v", "compile"], ["compile", "--verbose"]])
def test_verbose_shows_the_traceback(
    flowc: Flowc, faked: Path, arguments: list[str]
) -> None:
    Path("f.py").write_text("# raise\n")
    answer = flowc(*arguments, "f.py")
    assert answer.code == 3
    assert "Traceback (most recent call last)" in answer.err


def test_an_interruption_is_130(
    flowc: Flowc, faked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    Path("f.py").write_text(FLOW)
    monkeypatch.setattr("flowc.compiler.driver.compile_source", interrupt)
    answer = flowc("compile", "f.py")
    assert (answer.code, answer.out) == (130, "")
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (["dask-example"], ["dask_example.py"]),
        (["Nightly: Load & Go"], ["nightly_load_go.py"]),
        (["a", "A", "a!"], ["a.py", "a_2.py", "a_3.py"]),
        (["a", "a_2", "a"], ["a.py", "a_2.py", "a_3.py"]),
        (["../../etc/passwd"], ["etc_passwd.py"]),
        (["", "日本", "..", "/"], ["flow.py", "flow_2.py", "flow_3.py", "flow_4.py"]),
        (["2024 load"], ["flow_2024_load.py"]),
        (["Zürich"], ["zurich.py"]),
        (["json", "dask", "class"], ["json_flow.py", "dask_flow.py", "class_flow.py"]),
        (["x" * 500], ["x" * 64 + ".py"]),
    ],
)
def test_scripts_get_plain_names(names: list[str], files: list[str]) -> None:
    assert file_names(names) == files
