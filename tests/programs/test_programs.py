"""Flow files run as programs: what they print, leave and return is Prefect's."""

import re
from pathlib import Path

import pytest

from tests.programs.limits import OPEN
from tests.programs.program import ALL, Program, files_in
from tests.support.commands import Command, Done, flowc, run
from tests.support.places import require_python

LOCAL = {"FLOWC_LOCAL": "threads"}
# Tasks of these change what the program itself has: other processes have their own.
SHARING = {"25_second_run"}
QUIET = {"FLOWC_PROGRESS": "none"}


def named(programs: list[Program]) -> pytest.MarkDecorator:
    """Return the mark that runs a test with each of the programs."""
    params = [
        pytest.param(
            each,
            id=each.name,
            marks=(
                [pytest.mark.xfail(reason=OPEN[each.name], strict=True)]
                if each.name in OPEN
                else []
            ),
        )
        for each in programs
    ]
    return pytest.mark.parametrize("program", params)


def compiled(program: Program, folder: Path) -> Done:
    """Compile the program to out.py in `folder`."""
    words: list[str | Path] = ["compile", program.source, "-o", folder / "out.py"]
    if flow := program.said("flow"):
        words += ["--flow", flow]
    if program.source_root is not None:
        words += ["--source-root", program.source_root]
    return flowc(*words, folder=folder)


@named([each for each in ALL if each.refused])
def test_refused(program: Program, tmp_path: Path) -> None:
    done = compiled(program, tmp_path)
    assert done.code == 1, done.text
    assert "Traceback" not in done.text
    for said in program.head["says"]:
        assert re.search(said, done.text, re.IGNORECASE), f"{said}\n{done.text}"
    assert not (tmp_path / "out.py").exists()


@pytest.mark.environment
@named([each for each in ALL if not each.refused])
def test_runs_as_under_prefect(program: Program, tmp_path: Path) -> None:
    check(program, tmp_path, {} if program.said("local") == "none" else LOCAL)


@pytest.mark.cluster
@pytest.mark.environment
@named(
    [each for each in ALL if each.said("kind") == "entry" and each.name not in SHARING]
)
def test_runs_on_a_cluster_of_its_own(program: Program, tmp_path: Path) -> None:
    """As many files do that run their flow at module level, without a guard."""
    check(program, tmp_path, {})


def check(program: Program, tmp_path: Path, local: dict[str, str]) -> None:
    """Compile and run a program, and compare what it does with the record."""
    done = compiled(program, tmp_path)
    assert done.code == 0, done.text
    place = tmp_path / "empty"
    place.mkdir()
    python = require_python("libraries" if program.needs else "bare")
    command: Command = [python, tmp_path / "out.py", *program.args]
    done = run(command, place, {**QUIET, **local, **program.env}, timeout=60)
    expected = program.expected
    lines = expected["lines"]
    assert program.printed(done.out) == (
        sorted(lines) if program.said("order") == "any" else lines
    ), done.text
    if program.said("exit") != "any":
        assert done.code == expected["exit"], done.text
    if program.said("files") == "yes":
        assert files_in(place) == expected["files"]
