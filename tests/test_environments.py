"""The command that makes environments: what it finds, and what it says of the rest."""

import sys
from pathlib import Path

import pytest

from tests import environments

HERE = sys.version_info[:2]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in place of PATH, of pyenv's and of the environments'."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("FLOWC_TEST_ENVIRONMENTS", str(tmp_path / "made"))
    return tmp_path


def fake_python(path: Path, answer: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {answer}\n")
    path.chmod(0o755)


def test_finds_this_python(machine: Path) -> None:
    assert environments.find_python(HERE) == sys.executable


def test_asks_candidates_instead_of_believing_names(machine: Path) -> None:
    liar = machine / "bin" / "python2.1"
    fake_python(liar, "2 2")
    assert environments.find_python((2, 1)) is None
    honest = machine / "pyenv" / "versions" / "2.1.0" / "bin" / "python2.1"
    fake_python(honest, "2 1")
    assert environments.find_python((2, 1)) == str(honest)
    fake_python(liar, "2 1")
    assert environments.find_python((2, 1)) == str(liar)


def test_says_that_a_python_is_missing(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = environments.Recipe("for a test", (), (2, 1))
    monkeypatch.setattr(environments, "RECIPES", {"ancient": recipe})
    assert environments.main(["ancient"]) == 1
    assert environments.main([]) == 0, "not asked for by name"
    said = capsys.readouterr().out
    assert said.count("ancient: no Python 2.1 on PATH or under pyenv's versions") == 2


def test_refuses_unknown_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert environments.main(["nonesuch"]) == 2
    assert "nonesuch" in capsys.readouterr().out


def test_makes_what_is_not_current(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = environments.Recipe("for a test", ("--no-index",))
    monkeypatch.setattr(environments, "RECIPES", {"empty": recipe})
    made = []

    def make(name: str, python: str) -> bool:
        made.append((name, python))
        environments.folder(name).mkdir(parents=True, exist_ok=True)
        (environments.folder(name) / environments.STAMP).write_text(recipe.stamp)
        return True

    monkeypatch.setattr(environments, "make", make)
    assert environments.main([]) == environments.main([]) == 0
    assert made == [("empty", sys.executable)], "the second time it was there"
    newer = environments.Recipe("for a test", ("something",))
    monkeypatch.setattr(environments, "RECIPES", {"empty": newer})
    assert not environments.is_current("empty")
