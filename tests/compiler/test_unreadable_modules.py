"""A module of the project that can't be read: where that is an error, and where not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Answer

FLOW = """from prefect import Flow, task
{imports}

@task
def use():
    {inside}
    return x


with Flow("uses") as flow:
    use()
"""
PYTHON_2 = b'print "hello"\nx = 1\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose module pkg.old is of Python 2, and its folder the working one."""
    package = tmp_path / "pkg"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "old.py").write_bytes(PYTHON_2)
    (package / "fine.py").write_text("x = 1\n")
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def compiled(
    flowc: Callable[..., Answer], imports: str, inside: str = "pass"
) -> Answer:
    """Compile a flow with these imports of the project."""
    Path("flow.py").write_text(FLOW.format(imports=imports, inside=inside))
    return flowc("compile", "flow.py", "-o", "out.py", "--runtime", "import")


@pytest.mark.parametrize(
    ("imports", "inside"),
    [
        ("from pkg.old import x", "pass"),
        ("from pkg.old import *", "pass"),
        ("from pkg import old", "x = old.x"),
        ("import pkg.old", "x = pkg.old.x"),
        ("import pkg.old as old", "x = old.x"),
    ],
)
def test_what_the_flow_uses_is_an_error_at_its_place(
    project: Path, flowc: Callable[..., Answer], imports: str, inside: str
) -> None:
    answer = compiled(flowc, imports, inside)
    assert answer.code == 1
    assert "pkg/old.py:1:1: error FLC004: Missing parentheses" in answer.err
    assert '1 | print "hello"' in answer.err
    assert "has no such name" not in answer.err
    assert not Path("out.py").exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'x = "\xff"\n', "FLC002"),
        (b"x = 1\0\n", "FLC003"),
        (b"x = " + b"(" * 250 + b"1" + b")" * 250, "FLC005"),
        (b"x = 1\n" * 60_000, "FLC006"),
    ],
    ids=["bytes", "null", "nested", "large"],
)
def test_every_kind_of_unreadable_module_is_named(
    project: Path, flowc: Callable[..., Answer], content: bytes, code: str
) -> None:
    (project / "pkg" / "old.py").write_bytes(content)
    answer = compiled(flowc, "from pkg.old import x")
    assert answer.code == 1
    assert f"error {code}" in answer.err
    assert "old.py" in answer.err


def test_an_import_in_a_function_is_a_warning(
    project: Path, flowc: Callable[..., Answer]
) -> None:
    answer = compiled(flowc, "", "from pkg.old import x")
    assert answer.code == 0
    assert "old.py:1:1: warning FLC420" in answer.err
    assert "fails with ModuleNotFoundError" in answer.err


def test_an_import_that_may_fail_is_a_warning(
    project: Path, flowc: Callable[..., Answer]
) -> None:
    fall_back = "except Exception:\n    from pkg.fine import x"
    answer = compiled(flowc, f"try:\n    from pkg.old import x\n{fall_back}")
    assert answer.code == 0
    assert "warning FLC420" in answer.err


def test_a_module_that_only_its_package_imports_is_a_warning(
    project: Path, flowc: Callable[..., Answer]
) -> None:
    (project / "pkg" / "__init__.py").write_text("from .old import x\n")
    answer = compiled(flowc, "from pkg.fine import x")
    assert answer.code == 0
    assert "the flow uses nothing of it" in answer.err


def test_a_name_that_no_file_can_have_is_another_package(
    project: Path, flowc: Callable[..., Answer]
) -> None:
    name = "m" * 256
    answer = compiled(
        flowc, f"import {name}\nfrom {name}.{name} import y", f"x = {name}, y"
    )
    assert answer.code == 0, answer
    assert name in Path("out.py").read_text()
