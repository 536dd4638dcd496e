"""ShellTask, with real shells, and compared with the real one."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import cloudpickle
import pytest
from flowc.runtime.library.shell import ShellTask
from flowc.runtime.states.signals import FAIL

from tests.support.places import require_python

# Constructor arguments, then those of the run.
CALLS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"command": "echo a; echo b"}),
    ({"return_all": True}, {"command": "echo a; echo; echo 'b  '"}),
    ({}, {"command": "true"}),
    ({"return_all": True}, {"command": "true"}),
    ({"command": "echo from the task"}, {}),
    ({"command": "echo from the task"}, {"command": "echo from the call"}),
    ({"env": {"X": "1"}}, {"command": "echo $X$Y", "env": {"Y": "2"}}),
    ({"env": {"X": "1"}}, {"command": "echo $X$Y"}),
    ({"helper_script": "f() { echo helped $1; }"}, {"command": "f me"}),
    ({"shell": "sh"}, {"command": "echo $0 >/dev/null; echo sh"}),
    ({}, {"command": "echo out; echo err >&2"}),
    ({}, {"command": "echo before; exit 3"}),
    ({"return_all": True}, {"command": "echo before; exit 3"}),
    ({}, {"command": "exit 4"}),
    ({}, {"command": "no_such_command_of_flowc 2>/dev/null"}),
    ({}, {}),
    ({"stream_output": "NOLEVEL"}, {"command": "true"}),
]

# What came of each call: of the real ShellTask or of ours.
OUTCOMES = """
def outcome(made, given):
    try:
        return ["result", ShellTask(**made).run(**given)]
    except FAIL as signal:
        return ["FAIL", signal.state.message, signal.state.result]
    except Exception as error:
        return [type(error).__name__, str(error)]
"""
ORACLE = f"""
import json, sys
from prefect.tasks.shell import ShellTask
from prefect.engine.signals import FAIL
{OUTCOMES}
print(json.dumps([outcome(*call) for call in json.loads(sys.argv[1])]))
"""


def outcomes() -> list[Any]:
    names: dict[str, Any] = {"ShellTask": ShellTask, "FAIL": FAIL}
    exec(OUTCOMES, names)
    return [names["outcome"](*call) for call in CALLS]


@pytest.mark.environment
@pytest.mark.slow
def test_outcomes_are_those_of_prefect() -> None:
    python = require_python("oracle")
    done = subprocess.run(
        [python, "-c", ORACLE, json.dumps(CALLS)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert outcomes() == json.loads(done.stdout.splitlines()[-1])


def test_results_and_failures() -> None:
    found = outcomes()
    assert found[0] == ["result", "b"]
    assert found[1] == ["result", ["a", "", "b"]]
    assert found[2] == ["result", None] and found[3] == ["result", []]
    assert found[8] == ["result", "helped me"]
    assert found[11] == ["FAIL", "Command failed with exit code 3", "before"]
    assert found[15] == ["TypeError", "run() missing required argument: 'command'"]


def test_output_is_logged_line_by_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="prefect")
    ShellTask(stream_output=True).run(command="echo 100%s; echo b")
    ShellTask(stream_output="DEBUG", name="loud").run(command="echo c")
    ShellTask(stream_output=False).run(command="echo quiet")
    assert caplog.record_tuples == [
        ("prefect.ShellTask", logging.INFO, "100%s"),
        ("prefect.ShellTask", logging.INFO, "b"),
        ("prefect.loud", logging.DEBUG, "c"),
    ]


@pytest.fixture(autouse=True)
def propagating() -> Iterator[None]:
    """The "prefect" logger as it is before anything configures it."""
    logger = logging.getLogger("prefect")
    before, logger.propagate = logger.propagate, True
    yield
    logger.propagate = before


@pytest.mark.parametrize(
    ("made", "texts"),
    [
        ({}, []),
        ({"log_stderr": True}, ["b"]),
        ({"log_stderr": True, "return_all": True}, ["a\nb"]),
        ({"log_stderr": True, "stream_output": True}, ["a", "b"]),
    ],
)
def test_a_failure_is_logged(
    made: dict[str, Any], texts: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="prefect")
    with pytest.raises(FAIL):
        ShellTask(**made).run(command="echo a; echo b >&2; exit 1")
    found = [record.message for record in caplog.records]
    assert sorted(found) == sorted(["Command failed with exit code 1", *texts])


def test_output_that_is_no_utf_8() -> None:
    assert ShellTask().run(command="printf '\\xff'") == "\ufffd"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_stopped_task_kills_its_command() -> None:
    """As when a time limit raises in the task while it reads."""

    class Limit(BaseException):
        pass

    class Impatient(ShellTask):
        def take(self, line: str, lines: list[str]) -> None:
            raise Limit(line)

    with pytest.raises(Limit) as raised:
        Impatient().run(command="echo $$; exec sleep 60")
    with pytest.raises(ProcessLookupError):
        os.kill(int(str(raised.value)), 0)


def test_a_task_travels() -> None:
    task = cloudpickle.loads(cloudpickle.dumps(ShellTask(command="echo x", name="n")))
    assert task.name == "n" and task.run() == "x"
