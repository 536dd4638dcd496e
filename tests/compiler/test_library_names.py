"""The names of results, secrets and library tasks, against the runtime and Prefect."""

import ast
import json
import subprocess

import pytest
from flowc.compiler.frontend.library_names import (
    REAL_FUNCTIONS,
    SERVER_ONLY,
    STAND_INS,
    is_library,
    server_advice,
)

from tests.environments import CHECKOUT
from tests.support.places import require_python

# What Prefect 1.4.1 no longer has.
GONE = ("result_handlers", "JinjaTemplateTask", "SQLiteQueryTask", "SQLiteScriptTask")


def defined_in_runtime() -> set[str]:
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {
        node.name
        for path in (CHECKOUT / "runtime").rglob("*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, kinds)
    }


def test_every_stand_in_is_in_the_runtime() -> None:
    assert set(STAND_INS.values()) - defined_in_runtime() == set()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("prefect.client.Secret", "Secret"),
        ("prefect.tasks.secrets.Secret", "PrefectSecret"),
        ("prefect.engine.results.local_result.LocalResult", "LocalResult"),
        (
            "prefect.engine.result_handlers.s3_result_handler.S3ResultHandler",
            "S3ResultHandler",
        ),
        (
            "prefect.engine.result_handlers.result_handler.ResultHandler",
            "ResultHandler",
        ),
        ("prefect.utilities.logging.get_logger", "prefect_logger"),
        ("prefect.tasks.shell.ShellTask", "ShellTask"),
    ],
)
def test_spellings(path: str, name: str) -> None:
    assert STAND_INS[path] == name


def test_what_needs_a_server() -> None:
    assert server_advice("prefect.backend.FlowView") == SERVER_ONLY["prefect.backend"]
    assert server_advice("prefect.client.client.FlowRunInfoResult") is not None
    assert server_advice("prefect.client.Secret") is None
    assert server_advice("prefect.tasks.shell") is None


def test_what_the_task_library_is() -> None:
    assert is_library("prefect.tasks.aws.S3Download")
    assert is_library("prefect.tasks.aws.s3.S3Download")
    assert not is_library("prefect.tasks.aws")
    assert not is_library("prefect.tasks.prefect.create_flow_run")
    assert not is_library("prefect.tasks.control_flow.case")
    assert not is_library("prefect.engine.signals.FAIL")


# Which of the paths that it is given the real Prefect lacks.
LACKING = """
import importlib, json, sys, warnings
warnings.simplefilter("ignore")
def there(path):
    home, _, name = path.rpartition(".")
    try:
        module = importlib.import_module(home)
    except ImportError as error:
        return any(word in str(error) for word in ("requires", "google", "boto"))
    return hasattr(module, name)
print(json.dumps([p for p in json.loads(sys.argv[1]) if not there(p)]))
"""


@pytest.mark.environment
@pytest.mark.slow
def test_prefect_has_what_there_are_stand_ins_for() -> None:
    python = require_python("oracle")
    paths = sorted({*STAND_INS, *REAL_FUNCTIONS})
    done = subprocess.run(
        [python, "-c", LACKING, json.dumps(paths)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    lacking = json.loads(done.stdout.splitlines()[-1])
    expected = [p for p in paths if any(part in p.split(".") for part in GONE)]
    old = ["prefect.tasks.secrets.Secret", "prefect.tasks.secrets.base.Secret"]
    assert sorted(lacking) == sorted([*expected, *old])
