"""No command imports or runs anything of the input, nor of what lies beside it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

FLOWC = Path(sys.executable).with_name("flowc")

# Loaded by Python itself before the command: writes down what happens.
RECORDER = """
import json, os, sys
log = os.open(os.environ["RECORD"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
RUNS = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork",
        "socket.", "ctypes.dlopen", "pickle.find_class", "marshal.loads")
CHANGES = os.O_WRONLY | os.O_RDWR
def hook(event, arguments):
    told = None
    if event == "import":
        told = arguments[0]
    elif event == "exec":
        told = arguments[0].co_filename
    elif event == "open" and (arguments[2] or 0) & CHANGES:
        event, told = "write", os.fsdecode(arguments[0]) if isinstance(
            arguments[0], (str, bytes)) else None
    elif event.startswith(RUNS):
        told = event
    if told is not None:
        os.write(log, (json.dumps([event, str(told)]) + "\\n").encode())
sys.addaudithook(hook)
"""

CANARY = "open({path!r}, 'a').write(__name__ + ' ')\n"

FLOW = """
import conftest
import helpers
import prefect
from helpers import *
from prefect import Flow, task


@task
def inc(x):
    return x + 1


with Flow("one") as flow:
    inc(1)
"""

# Names that the input imports, and names that flowc itself does.
BESIDE = [
    *("conftest", "helpers", "prefect", "sitecustomize", "usercustomize"),
    *("click", "libcst", "black", "jinja2", "dask", "distributed", "flowc"),
    *("json", "difflib", "tokenize", "typing", "encodings"),
]


class Record(NamedTuple):
    """What happened while a command ran."""

    code: int
    canary: str
    events: list[tuple[str, str]]

    def of(self, kind: str) -> set[str]:
        return {told for event, told in self.events if event == kind}


class Trap:
    """A folder with an input that must not run, and a recorder outside it."""

    def __init__(self, folder: Path) -> None:
        self.inside, self.outside = folder / "inside", folder / "outside"
        self.canary, self.record = folder / "canary", folder / "record"
        self.inside.mkdir()
        self.outside.mkdir()
        (self.outside / "sitecustomize.py").write_text(RECORDER)
        bite = CANARY.format(path=str(self.canary))
        for name in BESIDE:
            (self.inside / f"{name}.py").write_text(bite)
        (self.inside / "flow.py").write_text(bite + FLOW)
        (self.inside / "pyproject.toml").write_text("[tool.black]\nnonsense = 1\n")

    def run(self, *command: str | Path) -> Record:
        search = os.pathsep.join([str(self.outside), os.environ.get("PYTHONPATH", "")])
        ran = subprocess.run(
            command,
            cwd=self.inside,
            env={
                **os.environ,
                "PYTHONPATH": search.rstrip(os.pathsep),
                "PYTHONDONTWRITEBYTECODE": "1",
                "RECORD": str(self.record),
            },
            capture_output=True,
            timeout=60,
        )
        canary = self.canary.read_text() if self.canary.exists() else ""
        lines = self.record.read_text().splitlines()
        return Record(ran.returncode, canary, [tuple(json.loads(x)) for x in lines])


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    """The folder in which a command must touch nothing."""
    return Trap(tmp_path)


def test_the_trap_works(trap: Trap) -> None:
    """Running the input does all that the commands must not do."""
    record = trap.run(sys.executable, "flow.py")
    assert record.canary.split()[:2] == ["__main__", "conftest"]
    assert {"conftest", "helpers", "prefect"} <= record.of("import")
    assert str(trap.inside / "helpers.py") in record.of("exec")
    assert str(trap.canary) in record.of("write")


COMMANDS = {
    "compile": ["compile", "flow.py"],
    "compile to a file": ["compile", "flow.py", "-o", "out.py"],
    "compile, importing": ["compile", "flow.py", "--runtime", "import"],
    "compile all": ["compile", "flow.py", "--all-flows", "-o", "made"],
    "compile --check": ["compile", "flow.py", "-o", "out.py", "--check"],
    "compile --diff": ["compile", "flow.py", "-o", "helpers.py", "--diff"],
    "check": ["check", "flow.py", "helpers.py", "conftest.py"],
    "graph": ["graph", "flow.py"],
    "graph --format": ["graph", "flow.py", "--format", "mermaid"],
    "explain": ["explain", "FLC004"],
}


# What these find makes them exit with 1; all others really compile.
DIFFERING = ("compile --check", "compile --diff", "check")


@pytest.mark.parametrize("start", [[FLOWC], [sys.executable, "-m", "flowc.compiler"]])
@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_of_the_input_runs(
    trap: Trap, name: str, start: list[str | Path]
) -> None:
    if len(start) > 1:
        # `-m` looks for flowc in the working folder before flowc can object.
        (trap.inside / "flowc.py").unlink()
        for each in ("typing", "json", "tokenize", "difflib", "encodings"):
            (trap.inside / f"{each}.py").unlink()
    record = trap.run(*start, *COMMANDS[name])
    assert record.code == (name in DIFFERING), record
    assert record.canary == ""
    assert not record.of("import") & {"conftest", "helpers", "prefect"}
    inside = str(trap.inside)
    assert not [x for x in record.of("exec") if x.startswith((inside, "flow.py"))]
    kinds = {event for event, _ in record.events}
    assert kinds <= {"import", "exec", "write", "ctypes.dlopen", "marshal.loads"}
    written = {Path(trap.inside, each) for each in record.of("write")}
    allowed = (trap.inside / ".flowc-", trap.inside / "made" / ".flowc-")
    assert all(str(each).startswith(tuple(map(str, allowed))) for each in written)
