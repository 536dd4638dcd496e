"""Projects on a cluster whose workers have neither flowc nor the project."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conformance.compare import compare
from tests.conformance.runner import Done, Runner, runner
from tests.projects.project import ALL, Project
from tests.projects.scripts import named, script_of
from tests.support.cluster import cluster
from tests.support.places import require_python

pytestmark = [pytest.mark.cluster, pytest.mark.environment]

CHOSEN = [each for each in ALL if each.said.get("cluster")]
FAILING = [each for each in CHOSEN if "traceback" in each.said]


class Place(NamedTuple):
    """A client without flowc, the address of its cluster, and what all can write to."""

    client: Runner
    address: str
    scratch: Path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    python, folder = require_python("bare"), tmp_path_factory.mktemp("cluster")
    scratch = folder / "scratch"
    with (
        cluster(python, folder / "dask", env={"CASE_TMP": str(scratch)}) as running,
        runner(python, folder / "client", ["dask", "distributed"]) as client,
    ):
        yield Place(client, running.address, scratch)


def run_there(project: Project, place: Place, folder: Path) -> Done:
    address = ["--address", place.address]
    return place.client.run(project, script_of(project), folder, place.scratch, address)


@named(CHOSEN)
def test_on_a_cluster(project: Project, place: Place, tmp_path: Path) -> None:
    compare(project, run_there(project, place, tmp_path))


@named(FAILING)
def test_failures_name_the_original_lines(
    project: Project, place: Place, tmp_path: Path
) -> None:
    said = run_there(project, place, tmp_path).text
    for file, line in marked_lines(project):
        assert f'{file}", line {line}, in ' in said, said


def marked_lines(project: Project) -> list[tuple[str, int]]:
    """The lines that the log of failures must name; the flow file by its last name."""
    found = []
    for name, marks in project.said["traceback"].items():
        path = project.path / name
        own = path == project.flow_file
        shown = path.name if own else f'"{project.below_root(path).as_posix()}'
        lines = path.read_text().split("\n")
        for mark in marks:
            [line] = [n for n, text in enumerate(lines, 1) if f"fails: {mark}" in text]
            found.append((shown, line))
    return found
