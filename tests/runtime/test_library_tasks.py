"""Classes of Prefect's task library, without the real ones and with them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import cloudpickle
import pytest
from flowc.runtime.authoring.tasks import Task
from flowc.runtime.library.foreign_library import LibraryFunction, library_task

from tests.environments import CHECKOUT
from tests.support.places import require_python


@pytest.fixture
def no_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prefect", None)


def test_a_class_of_the_library_is_a_task_class() -> None:
    kind = library_task("prefect.tasks.aws.S3Download")
    task = kind("b", boto_kwargs={"a": 1}, max_retries=2, retry_delay=3, tags=["t"])
    assert issubclass(kind, Task)
    assert kind.__name__ == task.name == "S3Download"
    assert repr(task) == "<Task: S3Download>"
    assert (task.max_retries, task.tags) == (2, {"t"})
    assert task.library_given == ("b",)
    assert task.library_named == {"boto_kwargs": {"a": 1}}
    assert task.boto_kwargs == {"a": 1}
    with pytest.raises(AttributeError, match="'S3Download' has no attribute 'gone'"):
        _ = task.gone


def test_a_name_is_the_tasks_and_the_real_classs() -> None:
    task = library_task("prefect.tasks.asana.OpenAsanaToDo")(name="todo")
    assert task.name == "todo" and task.library_named == {"name": "todo"}


def test_secrets_of_the_library_are_secrets() -> None:
    secret = library_task("prefect.tasks.aws.AWSSecretsManager")("s")
    assert secret.secret and secret.checkpoint is False
    plain = library_task("prefect.tasks.aws.S3List")("b")
    assert not plain.secret and plain.checkpoint is None


@pytest.mark.usefixtures("no_prefect")
@pytest.mark.parametrize(
    ("path", "needed"),
    [
        ("prefect.tasks.aws.S3Download", "prefect[aws]==1.4.1"),
        ("prefect.tasks.aws.s3.S3Download", "prefect[aws]==1.4.1"),
        ("prefect.tasks.files.Unzip", "prefect==1.4.1"),
        ("prefect.tasks.dbt.DbtShellTask", "prefect==1.4.1"),
        ("prefect.tasks.secrets.vault_secret.VaultSecret", "prefect[vault]==1.4.1"),
    ],
)
def test_a_missing_package_fails_the_task_and_is_named(path: str, needed: str) -> None:
    name = path.rpartition(".")[2]
    with pytest.raises(ImportError) as caught:
        library_task(path)().run(anything=1)
    assert str(caught.value).startswith(
        f"{name} needs the package prefect with what it imports: pip install "
        f"'{needed}' on the workers ("
    )


@pytest.mark.usefixtures("no_prefect")
def test_positional_arguments_of_a_call_need_the_real_class() -> None:
    task = library_task("prefect.tasks.aws.S3Download")()
    with pytest.raises(TypeError, match=r"write S3Download\(...\)\(name=value\)"):
        task.bind("key")
    with pytest.raises(TypeError, match="by position"):
        task("key")


def test_a_subclass_runs_the_real_run() -> None:
    class Own(library_task("prefect.tasks.aws.S3Download")):  # type: ignore[misc]
        def __init__(self, **named: Any) -> None:
            super().__init__(bucket="b", **named)

        def run(self, key: str) -> str:
            return f"{self.bucket}/{key}"

    assert Own().run("k") == "b/k" and Own().name == "Own"
    there = cloudpickle.loads(cloudpickle.dumps(Own(name="n")))
    assert (there.name, there.run("k")) == ("n", "b/k")


# Runs in an environment with the real Prefect, the runtime beside it.
REAL = """
import json, logging, os, sys
from flowc.runtime.context.context import context_entered
from flowc.runtime.library.foreign_library import LibraryFunction, library_task
from flowc.runtime.states.signals import FAIL, PrefectSignal, SKIP, ENDRUN, RETRY
from flowc.runtime.states.states import Failed

logging.getLogger("prefect").addHandler(logging.NullHandler())
Shell = library_task("prefect.tasks.shell.ShellTask")
found = {"result": Shell(command="echo hi").run(),
         "given": Shell("echo a", return_all=True).run(env={"X": "1"})}
found["handlers"] = len(logging.getLogger("prefect").handlers)
try:
    Shell().run(command="echo last; exit 2")
except FAIL as signal:
    found["fail"] = [type(signal.state).__name__, signal.state.message,
                     signal.state.result, type(signal.state).__module__]
try:
    library_task("prefect.tasks.files.Unzip")().run(zip_path=os.devnull)
except Exception as error:
    found["error"] = type(error).__name__
with context_entered({"flow_name": "f", "secrets": {"X": "1"}, "config": {}}):
    formatter = library_task("prefect.tasks.templates.StringFormatter")
    found["context"] = formatter(template="{flow_name} {a}").run(a=1)
    found["secret"] = library_task("prefect.tasks.secrets.PrefectSecret")("X").run()

from flowc.runtime.library.foreign_library import named_by_position
found["names"] = named_by_position("prefect.tasks.shell.ShellTask", ("a", "b"))
try:
    library_task("prefect.tasks.aws.S3Download")().run()
except ImportError as error:
    found["missing"] = str(error)
try:
    library_task("prefect.tasks.shell.NoSuch")().run()
except ImportError as error:
    found["unknown"] = str(error)

import prefect.engine.signals as real, prefect.engine.state as states
from flowc.runtime.library.library_signals import own_signal
def told(signal):
    ours = own_signal(signal)
    return [type(ours).__name__, type(ours).__module__, repr(ours.state),
            ours.state.result is ours or ours.state.result]
found["signals"] = [told(s) for s in (
    real.SKIP("s"), real.FAIL("f", result=3), real.LOOP("l", result=4),
    real.RETRY("r", start_time=None), real.SUCCESS("y", result=5),
    real.VALIDATIONFAIL("v"), real.ENDRUN(states.Skipped("e", result=6)))]
found["none"] = own_signal(ValueError("x")) is None and own_signal(FAIL("x")) is None
found["function"] = LibraryFunction(
    "prefect.utilities.collections.as_task_list").library_path
found["called"] = LibraryFunction("prefect.utilities.collections.flatten_seq")([[1]]) \
    is not None
print(json.dumps(found))
"""


@pytest.mark.environment
@pytest.mark.slow
def test_the_real_classes_run(tmp_path: Path) -> None:
    python = require_python("oracle")
    (tmp_path / "flowc").mkdir()
    (tmp_path / "flowc" / "__init__.py").touch()
    (tmp_path / "flowc" / "runtime").symlink_to(CHECKOUT / "runtime")
    done = subprocess.run(
        [python, "-B", "-c", REAL],
        env={**os.environ, "PYTHONPATH": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    signals = "flowc.runtime.states.signals"
    assert found.pop("signals") == [
        ["SKIP", signals, '<Skipped: "s">', True],
        ["FAIL", signals, '<Failed: "f">', 3],
        ["LOOP", signals, '<Looped: "l">', 4],
        ["RETRY", signals, '<Retrying: "r">', True],
        ["SUCCESS", signals, '<Success: "y">', 5],
        ["VALIDATIONFAIL", signals, '<ValidationFailed: "v">', True],
        ["ENDRUN", signals, '<Skipped: "e">', 6],
    ]
    missing, unknown = found.pop("missing"), found.pop("unknown")
    assert "pip install 'prefect[aws]==1.4.1' on the workers" in missing
    assert unknown.startswith("NoSuch needs the package prefect")
    message = "Command failed with exit code 2"
    assert found == {
        "result": "hi",
        "given": ["a"],
        "handlers": 1,
        "fail": ["Failed", message, "last", "flowc.runtime.states.states"],
        "error": "TypeError",
        "context": "f 1",
        "secret": 1,
        "names": {"command": "a", "env": "b"},
        "none": True,
        "function": "prefect.utilities.collections.as_task_list",
        "called": True,
    }


@pytest.mark.usefixtures("no_prefect")
def test_functions_of_prefects_say_what_they_need() -> None:
    function = LibraryFunction("prefect.utilities.notifications.jira_notifier")
    there = cloudpickle.loads(cloudpickle.dumps(function))
    with pytest.raises(ImportError, match=r"jira_notifier needs .*prefect\[jira\]"):
        there()


@pytest.mark.usefixtures("no_prefect")
def test_tasks_that_the_library_makes_of_functions() -> None:
    task = library_task("prefect.tasks.toloka.operations.create_project")
    assert isinstance(task, Task) and task.name == "create_project"
    with pytest.raises(ImportError, match=r"prefect\[toloka\]"):
        task.run(obj=1)
