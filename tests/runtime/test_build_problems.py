"""A flow that can't be built says so, where and why, before anything runs."""

import datetime
import types
from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.cluster.backends import LocalBackend
from flowc.runtime.program.build_errors import BuildProblem, WrongParameters
from flowc.runtime.program.flow_runner import run_once
from flowc.runtime.schedules.schedules import IntervalSchedule
from flowc.runtime.states.signals import FAIL

# A class of the user's has the last word when a run is built.
SCRIPT = """\
from flowc.runtime import Flow, Script

__flowc__ = Script(__name__, "flow.py")


def refuses():
    raise LookupError("not today")


class Own(Flow):
    def reference_tasks(self):
        BODY


flow = Own("f")
__flowc__.flow = lambda: flow

LINES = '''
lines of "flow.py": 3 115 2
'''
"""


def script_of(body: str, folder: Path) -> Any:
    """A script whose flow is built by `body`."""
    path = folder / "out.py"
    path.write_text(SCRIPT.replace("BODY", body))
    module = types.ModuleType("script_that_refuses")
    module.__file__ = str(path)
    exec(compile(path.read_text(), str(path), "exec"), module.__dict__)
    return module.__dict__["__flowc__"]


@pytest.mark.parametrize(
    ("body", "message", "place"),
    [
        ("refuses()", "LookupError: not today", "flow.py:116"),
        ("assert not self", "AssertionError", "out.py:12"),
    ],
)
def test_what_the_source_raises(
    body: str,
    message: str,
    place: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    script = script_of(body, tmp_path)
    for argv in (["--local", "sync", "--progress", "none"], ["--dry-run"]):
        assert script.main(argv) == 1
        err = capsys.readouterr().err.splitlines()
        assert err[-2] == f"error: the flow can't be built: {message}"
        assert place in err[-1] and err[-1].startswith("  ")


def test_a_signal_is_a_problem_too() -> None:
    class Own(Flow):
        def reference_tasks(self) -> Any:
            raise FAIL("now")

    with pytest.raises(BuildProblem, match="can't be built: FAIL: now"):
        run_once(Own("f"), LocalBackend("sync"))


def test_another_program_gets_the_error_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOWC_LOCAL", "sync")
    with pytest.raises(LookupError, match="not today") as caught:
        script_of("refuses()", tmp_path).run()
    assert not isinstance(caught.value, WrongParameters)
    with pytest.raises(WrongParameters, match="unexpected parameters: y"):
        script_of("return super().reference_tasks()", tmp_path).run({"y": 1})


def test_a_schedule_ends_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = script_of("refuses()", tmp_path)
    flow = script.flow()
    flow.schedule = IntervalSchedule(interval=datetime.timedelta(seconds=1))
    script.flow = lambda: flow
    assert script.main(["--local", "sync"]) == 1
    assert capsys.readouterr().err.count("the flow can't be built") == 1
