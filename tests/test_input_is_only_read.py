"""No command imports or executes anything of the input."""

import sys
from pathlib import Path

import pytest

from tests.environments import CHECKOUT
from tests.support.commands import Command, run

FLOW = """\
import pathlib
from prefect import Flow, task
import helper

CANARY = pathlib.Path(__file__).with_name("canary")
CANARY.touch()


def leave(n=CANARY.touch()):
    CANARY.touch()
    return n


@task(name=f"{CANARY.touch()}")
def one(x=CANARY.touch()):
    return 1


class Held:
    CANARY.touch()


with Flow("canary") as flow:
    one(leave())


if __name__ == "__main__" or True:
    CANARY.touch()
    flow.run()
"""
AUDITED = CHECKOUT / "tests" / "support" / "audited.py"
COMMANDS = [
    ["compile", "flow.py", "-o", "out/script.py"],
    ["compile", "flow.py"],
    ["compile", "flow.py", "-o", "out/old.py", "--check"],
    ["compile", "flow.py", "-o", "out/old.py", "--diff"],
    ["compile", "flow.py", "--all-flows", "-o", "out"],
    ["compile", "flow.py", "--runtime", "import", "--format", "json"],
    ["check", "flow.py", "helper.py"],
    *(["graph", "flow.py", "--format", f] for f in ("text", "mermaid", "dot", "json")),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "input"
    (place / "out").mkdir(parents=True)
    (place / "flow.py").write_text(FLOW)
    for name in ("helper", "prefect", "sitecustomize"):
        (place / f"{name}.py").write_text("open('canary', 'w')\n")
    return place


def watched(folder: Path, arguments: list[str], program: Path = AUDITED) -> str:
    """Run the program in the input's folder; return what the watch wrote down."""
    log = folder.parent / "log"
    command: Command = [sys.executable, program, folder, log, *arguments]
    done = run(command, folder, {"PYTHONDONTWRITEBYTECODE": "1"})
    assert done.code in (0, 1), done.text
    return log.read_text()


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_nothing_is_imported_or_executed(arguments: list[str], folder: Path) -> None:
    assert watched(folder, arguments) == ""
    assert not (folder / "canary").exists()


def test_the_watch_would_see_it(folder: Path) -> None:
    entry = "from flowc.compiler.cli import main"
    careless = AUDITED.read_text().replace(entry, "import helper as main")
    assert careless != AUDITED.read_text()
    program = folder.parent / "careless.py"
    program.write_text(careless.replace("sys.exit(main())", "sys.exit(0)"))
    told = watched(folder, [], program)
    assert [line.partition(" ")[0] for line in told.splitlines()] == [
        "import",
        "exec",
        "open",
    ]
    assert (folder / "canary").exists()
