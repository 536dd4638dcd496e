"""Flows that are built with the stand-ins, compared with what real Prefect builds."""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.environments import CHECKOUT
from tests.support import commands
from tests.support.places import FLOWS, require_python

DUMP = CHECKOUT / "tests" / "support" / "authoring.py"
NAMES = CHECKOUT / "compiler" / "frontend" / "authoring_names.py"
CASES = sorted((CHECKOUT / "tests" / "conformance" / "cases").glob("[0-9]*.py"))
FILES = [*CASES, *sorted((FLOWS / "authoring").glob("*.py"))]
QUIET = {"PREFECT__LOGGING__LEVEL": "CRITICAL"}

pytestmark = pytest.mark.environment


def names_of(path: Path) -> Iterator[str]:
    """The names under which the dump tells what a file builds."""
    if path in CASES:
        yield path.stem
        return
    body = ast.parse(path.read_text()).body
    for function in (node for node in body if isinstance(node, ast.FunctionDef)):
        if not (function.decorator_list or function.name.startswith("_")):
            yield f"{path.stem}.{function.name}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("authoring")


@pytest.fixture(scope="module")
def oracle(folder: Path) -> dict[str, Any]:
    """What Prefect makes of the flows."""
    python = require_python("oracle")
    return dumped([python, DUMP, *FILES], folder)


@pytest.fixture(scope="module")
def stand_ins(folder: Path) -> dict[str, Any]:
    """What the runtime makes of them."""
    return dumped([sys.executable, DUMP, "--stand-ins", *FILES], folder)


def dumped(command: commands.Command, folder: Path) -> dict[str, Any]:
    done = commands.run(command, folder, {**QUIET, "CASE_TMP": str(folder)}, ok=True)
    found: dict[str, Any] = json.loads(done.out)
    return found


@pytest.mark.parametrize("name", [name for path in FILES for name in names_of(path)])
def test_the_same_flow_is_built(
    name: str, oracle: dict[str, Any], stand_ins: dict[str, Any]
) -> None:
    assert stand_ins[name] == oracle[name]


def test_nothing_is_left_out(oracle: dict[str, Any]) -> None:
    assert set(oracle) == {name for path in FILES for name in names_of(path)}


def test_paths_are_those_of_prefect(folder: Path) -> None:
    """Every path but those of Prefect 0.x can be imported from the real one."""
    python = require_python("oracle")
    text = (
        "import importlib, json, warnings\n"
        "warnings.simplefilter('ignore')\n"
        "from importlib.util import spec_from_file_location, module_from_spec\n"
        f"spec = spec_from_file_location('names', {str(NAMES)!r})\n"
        "names = module_from_spec(spec)\n"
        "spec.loader.exec_module(names)\n"
        "missing = []\n"
        "for path in names.STAND_INS:\n"
        "    home, _, name = path.rpartition('.')\n"
        "    try:\n"
        "        getattr(importlib.import_module(home), name)\n"
        "    except (ImportError, AttributeError):\n"
        "        missing.append(path)\n"
        "print(json.dumps(missing))\n"
    )
    done = commands.run([python, "-c", text], folder, QUIET, ok=True)
    edges = ("mapped", "unmapped", "flatten")
    homes = ("prefect.utilities.tasks", "prefect.utilities.mapping")
    older = {f"{home}.{name}" for home in homes for name in edges}
    assert set(json.loads(done.out)) == {*older, "prefect.core.task.Parameter"}
