"""Modules that are carried from outside the project's folder: said, not hidden."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Answer

FLOW = """from prefect import Flow, task
from shared import x

@task
def use():
    return x


with Flow("uses") as flow:
    use()
"""
PYPROJECT = '[tool.flowc]\nsource-roots = ["{}"]\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A flow file in a project, and beside that a folder with the module it needs."""
    folder, other = tmp_path / "project", tmp_path / "elsewhere"
    folder.mkdir()
    other.mkdir()
    (folder / "flow.py").write_text(FLOW)
    (folder / "pyproject.toml").touch()
    (other / "shared.py").write_text("x = 1\n")
    monkeypatch.chdir(folder)
    return folder


def compiled(flowc: Callable[..., Answer], *options: str) -> Answer:
    return flowc("compile", "flow.py", "--runtime", "import", *options)


@pytest.mark.parametrize("root", ["../elsewhere", "{absolute}"])
def test_source_roots_that_leave_the_project(
    root: str, project: Path, flowc: Callable[..., Answer]
) -> None:
    where = root.format(absolute=project.parent / "elsewhere")
    (project / "pyproject.toml").write_text(PYPROJECT.format(where))
    answer = compiled(flowc)
    assert answer.code == 0
    assert "warning FLC421: shared is carried from outside" in answer.err
    assert str(project.parent / "elsewhere" / "shared.py") in answer.err
    assert compiled(flowc, "--source-root", "../elsewhere").err == ""


def test_a_module_that_is_a_link(project: Path, flowc: Callable[..., Answer]) -> None:
    (project / "shared.py").symlink_to("../elsewhere/shared.py")
    answer = compiled(flowc)
    assert answer.code == 0
    assert "warning FLC421: shared is carried from outside" in answer.err


def test_a_link_inside_the_project_is_nothing_to_say(
    project: Path, flowc: Callable[..., Answer]
) -> None:
    (project / "real.py").write_text("x = 1\n")
    (project / "shared.py").symlink_to("real.py")
    assert compiled(flowc).err == ""


def test_a_module_that_nothing_is_used_of_is_not_carried(
    project: Path, flowc: Callable[..., Answer]
) -> None:
    (project / "shared.py").symlink_to("../elsewhere/shared.py")
    text = FLOW.replace("return x", "return 1").replace("import x", "import y")
    (project / "flow.py").write_text(text)
    assert "FLC421" not in compiled(flowc).err
