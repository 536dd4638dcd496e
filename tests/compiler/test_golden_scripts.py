"""What holds of every script that goldens are compiled to."""

import ast
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyflakes.checker import Checker
from pyflakes.messages import Message, UndefinedLocal, UndefinedName

from tests.environments import CHECKOUT
from tests.support.commands import Command, run
from tests.support.golden import FOLDER, Golden, goldens, made

CASES = [case for case in goldens() if made(case).script is not None]
named = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
TASK_DECORATORS = {"task", "prefect.task", "step", "p.task"}


def script_of(case: Golden) -> str:
    script = made(case).script
    assert script is not None
    return script


def functions(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each function at module level: name, text from `def` on, decorators."""
    lines = text.split("\n")
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            whole = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            yield node.name, whole, [ast.unparse(each) for each in node.decorator_list]


def is_task(decorator: str) -> bool:
    return decorator.partition("(")[0] in TASK_DECORATORS


@named
def test_tasks_are_carried_word_for_word(case: Golden) -> None:
    carried = {
        name: (text, [each for each in decorators if not is_task(each)])
        for name, text, decorators in functions(script_of(case))
    }
    tasks = [
        (name, text, [each for each in decorators if not is_task(each)])
        for name, text, decorators in functions(case.source)
        if any(map(is_task, decorators)) and name in carried
    ]
    assert tasks or case.name == "empty_flow"
    for name, text, decorators in tasks:
        assert carried[name] == (text, decorators)


@named
def test_tasks_are_plain_functions_unless_others_speak_of_them(case: Golden) -> None:
    script = script_of(case)
    recorded = (made(case).ir or "").find("\nbuilt by its own Python") > 0
    for name, _, decorators in functions(script):
        kept = any(is_task(each) for each in decorators)
        others = len(re.findall(rf"\b{name}\b(?!-)", script.split("FLOWC_LINES")[0]))
        assert recorded or not kept or others > 1, name


@named
def test_every_name_is_defined(case: Golden) -> None:
    """But for those that the source lacks as well, which a warning says (FLC226)."""
    said = made(case).diagnostics
    found = undefined(script_of(case))
    assert [str(e) for e in found if f"`{e.message_args[0]}`" not in said] == []


def undefined(script: str) -> list[Message]:
    found = Checker(ast.parse(script)).messages
    return [each for each in found if isinstance(each, UndefinedName | UndefinedLocal)]


def test_a_name_that_is_not_defined_is_found() -> None:
    assert len(undefined("print(nowhere)\n")) == 1


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_same_bytes_in_another_process_and_folder(seed: str, tmp_path: Path) -> None:
    cases = shutil.copytree(FOLDER, tmp_path / "elsewhere")
    command: Command = [sys.executable, "-m", "tests.support.golden", cases]
    path = os.pathsep.join([str(CHECKOUT), *filter(None, sys.path)])
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": path}
    done = run(command, tmp_path, environment, ok=True)
    found = json.loads(done.out)
    here = {case.name: [*made(case)] for case in goldens()}
    assert found == here
