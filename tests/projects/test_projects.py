"""Every project ends as it did under Prefect 1.4.1, where none of its files are."""

import ast
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pyflakes.checker import Checker
from pyflakes.messages import UndefinedExport, UndefinedLocal, UndefinedName

from tests.conformance.compare import compare
from tests.conformance.limits import secret
from tests.conformance.runner import Done, Runner, runner
from tests.projects.project import ALL, Project
from tests.projects.scripts import compiled_in, copy_of, named, script_of
from tests.support.commands import Command, flowc, run
from tests.support.places import require_python

ROOT = "--source-root"
UNDEFINED = (UndefinedName, UndefinedLocal, UndefinedExport)
DIFFERENT = {"secrets_in_modules": secret("TOKEN-1")}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """A process without flowc that has imported what local runs need."""
    python, folder = require_python("bare"), tmp_path_factory.mktemp("bare")
    with runner(python, folder, ["dask.threaded", "cloudpickle"]) as running:
        yield running


def run_alone(project: Project, bare: Runner, folder: Path) -> Done:
    """Run the project's script in `folder`, which is empty, in one process."""
    local = ["--local", "sync"] if project.said.get("local", True) else []
    return bare.run(project, script_of(project), folder, folder / "case", local)


@pytest.mark.environment
def test_flowc_is_not_where_scripts_run(tmp_path: Path) -> None:
    lookup = (
        "import importlib.util as u; print(*map(u.find_spec, ['flowc', 'prefect']))"
    )
    command: Command = [require_python("bare"), "-c", lookup]
    assert run(command, tmp_path, ok=True).out == "None None\n"


@named(ALL)
def test_every_name_is_defined(project: Project) -> None:
    found = Checker(ast.parse(script_of(project))).messages
    assert [str(each) for each in found if isinstance(each, UNDEFINED)] == []


@pytest.mark.environment
@named(ALL)
def test_in_one_process(project: Project, bare: Runner, tmp_path: Path) -> None:
    done = run_alone(project, bare, tmp_path)
    compare(project, done, DIFFERENT)
    assert project.said.get("says", "") in done.text


@pytest.mark.environment
@named([each for each in ALL if "next" in each.said])
def test_coming_runs(project: Project, tmp_path: Path) -> None:
    (tmp_path / "out.py").write_text(script_of(project))
    count = str(project.said["next"])
    command: Command = [require_python("bare"), "out.py", "--next", count]
    printed = run(command, tmp_path, ok=True).out.split()
    wanted = project.expected["next"]
    assert [datetime.fromisoformat(each) for each in printed] == [
        datetime.fromisoformat(each) for each in wanted
    ]


@named([each for each in ALL if "given" in each.said])
def test_roots_given_to_the_command(project: Project, tmp_path: Path) -> None:
    with copy_of(project) as place:
        given = [word for each in project.said["given"] for word in (ROOT, each)]
        out = tmp_path / "out.py"
        flow = project.said["flow"]
        flowc("compile", flow, *given, "-o", out, folder=place, ok=True)
    assert ast.dump(ast.parse(out.read_text())) == ast.dump(
        ast.parse(script_of(project))
    )


@named(ALL[::8])
def test_the_same_script_every_time(project: Project) -> None:
    with copy_of(project) as place:
        [again] = compiled_in(place, project).scripts
    assert again.text == script_of(project)


@named(ALL)
def test_a_project_is_whole(project: Project) -> None:
    """What case.json says is about files and modules that are there."""
    assert project.flow_file.is_file() and (project.path / "expected.json").is_file()
    homes = {
        name if name in project.modules else name.rpartition(".")[0]
        for name in project.left | project.apart
    }
    assert homes <= project.modules.keys()
