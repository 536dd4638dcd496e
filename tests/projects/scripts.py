"""Compiles projects, each in a folder where nothing but the project is."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from flowc.compiler.cli.front import Compiled, compile_file
from flowc.compiler.diagnostics.text import render
from flowc.compiler.driver import Options

from tests.projects.project import STUBS, Project
from tests.support.golden import without_runtime

OURS = shutil.ignore_patterns(STUBS, "case.json", "expected.json", "__pycache__")


def named(chosen: list[Project]) -> pytest.MarkDecorator:
    """Have a test run for each of the projects, under its name."""
    return pytest.mark.parametrize("project", chosen, ids=lambda project: project.name)


@contextmanager
def copy_of(project: Project) -> Iterator[Path]:
    """A folder that is a copy of the project's own, as long as it is wanted."""
    with tempfile.TemporaryDirectory(prefix="flowc-project-") as name:
        place = Path(name) / project.name
        shutil.copytree(project.path, place, ignore=OURS)
        yield place


def compiled_in(place: Path, project: Project) -> Compiled:
    """What comes of the copy of a project."""
    said = project.said
    options = Options(
        flow=said.get("variable"),
        source_roots=tuple(place / each for each in said.get("given", [])),
    )
    return compile_file(str(place / said["flow"]), options)


def without_runtime_of(project: Project) -> str:
    """Return what the project's script has besides flowc's runtime."""
    return without_runtime(script_of(project))


@cache
def script_of(project: Project) -> str:
    """Return the project's script; an AssertionError if flowc refuses the project."""
    with copy_of(project) as place:
        compiled = compiled_in(place, project)
        shown = render(compiled.diagnostics, compiled.texts, False)
        assert compiled.scripts, shown
        [script] = compiled.scripts
        assert str(place.parent) not in script.text, "it names a folder"
    return script.text
