"""Every folder of tests/golden/: the IR, the script and what it does, diagnostics."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.commands import Command, run
from tests.support.golden import (
    INPUTS,
    Golden,
    difference,
    goldens,
    made,
    outcome,
    without_runtime,
)
from tests.support.programs import run_in_process

CASES = goldens()
COMPILED = [case for case in CASES if made(case).script is not None]
Expect = Callable[[Golden, str, str | None], None]


def named(cases: list[Golden]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Expect:
    """Compare a text with a golden file, or write it; None: there must be none."""
    update = request.config.getoption("--update-golden")

    def check(case: Golden, name: str, text: str | None) -> None:
        path = case.folder / name
        if update and text is None:
            path.unlink(missing_ok=True)
        elif update and text is not None:
            path.write_text(text, "utf-8")
        elif text is None:
            assert not path.exists(), f"{name} is left over: pytest --update-golden"
        else:
            compare(path, text)

    return check


def compare(path: Path, text: str) -> None:
    expected = path.read_text("utf-8") if path.exists() else ""
    if text != expected:
        name = f"{path.parent.name}/{path.name}"
        pytest.fail(difference(expected, text, name), pytrace=False)


@named(CASES)
def test_diagnostics(case: Golden, expect: Expect) -> None:
    expect(case, "diagnostics.txt", made(case).diagnostics or None)


@named(CASES)
def test_ir(case: Golden, expect: Expect) -> None:
    expect(case, "ir.txt", made(case).ir)


@named(CASES)
def test_picture(case: Golden, expect: Expect) -> None:
    expect(case, "picture.mmd", made(case).picture)


@named(CASES)
def test_script(case: Golden, expect: Expect) -> None:
    script = made(case).script
    if script is not None and case.standalone:
        script = without_runtime(script)
    expect(case, "out.py", script)


@named(COMPILED)
def test_run(case: Golden, expect: Expect, tmp_path: Path) -> None:
    script = tmp_path / "out.py"
    script.write_text(made(case).script or "", "utf-8")
    for name, text in case.said("modules", {}).items():
        path = tmp_path / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    options = ["--flowc-once", "--flowc-local=sync"]
    options += ["--flowc-report", str(tmp_path / "report.json")]
    options += case.said("run", [])
    if case.standalone:
        command: Command = [sys.executable, script, *options]
        code = run(command, tmp_path).code
    else:
        code = run_in_process(script, options)
    report = json.loads((tmp_path / "report.json").read_text())
    expect(case, "report.json", outcome(report, code))


@named(CASES)
def test_folder_has_nothing_else(case: Golden) -> None:
    known = {*INPUTS, "diagnostics.txt", "ir.txt", "out.py", "picture.mmd"}
    known |= {"report.json"}
    found = {path.name for path in case.folder.iterdir()} - {"__pycache__"}
    assert found <= known
    if made(case).script is None:
        assert "report.json" not in found
        assert made(case).diagnostics


def test_there_are_many() -> None:
    assert len(COMPILED) >= 25
    assert len(CASES) - len(COMPILED) >= 10
