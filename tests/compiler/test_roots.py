"""Where a project's modules are looked for."""

from pathlib import Path

import pytest
from flowc.compiler.project.locate import Locator
from flowc.compiler.project.roots import roots_of


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


def located(flow: Path, name: str, *given: Path) -> Path | None:
    found = Locator(roots_of(flow, given)).absolute(name)
    return found.path if found else None


LAYOUTS = {
    "own folder": ("", "flow.py", "tasks", "tasks.py"),
    "package": ("", "shop/__init__.py shop/flow.py", "shop.tasks", "shop/tasks.py"),
    "src": ("", "setup.py flows/flow.py", "shop.tasks", "src/shop/tasks.py"),
    "above": ("", "setup.py flows/a/flow.py", "common.tasks", "common/tasks.py"),
    "no inits": ("", "jobs/a/flow.py", "jobs.tasks", "jobs/tasks.py"),
    "setuptools": (
        '[tool.setuptools.packages.find]\nwhere = ["lib"]',
        "flow.py",
        "shop.tasks",
        "lib/shop/tasks.py",
    ),
    "package-dir": (
        '[tool.setuptools.package-dir]\n"" = "lib"',
        "flow.py",
        "shop.tasks",
        "lib/shop/tasks.py",
    ),
    "poetry": (
        '[[tool.poetry.packages]]\ninclude = "shop"\nfrom = "lib"',
        "flow.py",
        "shop.tasks",
        "lib/shop/tasks.py",
    ),
    "hatch": (
        '[tool.hatch.build.targets.wheel]\npackages = ["lib/shop"]',
        "flow.py",
        "shop.tasks",
        "lib/shop/tasks.py",
    ),
    "flowc": (
        '[tool.flowc]\nsource-roots = ["lib"]',
        "flow.py",
        "tasks",
        "lib/tasks.py",
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layouts(tmp_path: Path, layout: tuple[str, str, str, str]) -> None:
    settings, files, name, module = layout
    write(tmp_path, *files.split(), module)
    if settings:
        (tmp_path / "pyproject.toml").write_text(settings)
    flow = next(tmp_path.rglob("flow.py"))
    assert located(flow, name) == tmp_path / module


def test_setup_cfg(tmp_path: Path) -> None:
    write(tmp_path, "flow.py", "a/x.py", "b/y.py")
    text = "[options]\npackage_dir =\n    = a\n[options.packages.find]\nwhere = b\n"
    (tmp_path / "setup.cfg").write_text(text)
    assert located(tmp_path / "flow.py", "x") == tmp_path / "a/x.py"
    assert located(tmp_path / "flow.py", "y") == tmp_path / "b/y.py"


@pytest.mark.parametrize("text", ["[tool", "[tool]\nflowc = 3", "tool = []", "\xff"])
def test_settings_that_make_no_sense_are_no_settings(tmp_path: Path, text: str) -> None:
    write(tmp_path, "flow.py", "tasks.py")
    (tmp_path / "pyproject.toml").write_bytes(text.encode("latin-1"))
    assert located(tmp_path / "flow.py", "tasks") == tmp_path / "tasks.py"


def test_given_roots_come_first(tmp_path: Path) -> None:
    write(tmp_path, "flow.py", "tasks.py", "lib/tasks.py")
    found = located(tmp_path / "flow.py", "tasks", tmp_path / "lib")
    assert found == tmp_path / "lib/tasks.py"


def test_other_packages_are_none_of_the_project(tmp_path: Path) -> None:
    write(tmp_path, "flow.py", "json.py", "prefect/x.py", "dask/__init__.py")
    for name in ("json", "prefect", "prefect.x", "dask", "pandas"):
        assert located(tmp_path / "flow.py", name) is None


def test_nothing_above_the_project_is_looked_at(tmp_path: Path) -> None:
    write(tmp_path, "tasks.py", "project/setup.py", "project/flow.py")
    assert located(tmp_path / "project/flow.py", "tasks") is None
