"""Workers and schedulers that die in the middle of a run."""

import json
from pathlib import Path

import pytest

from tests.support.cluster import Background, cluster, wait_until
from tests.support.commands import Command, flowc
from tests.support.places import FLOWS, require_python
from tests.support.reports import run_script, states

pytestmark = [pytest.mark.cluster, pytest.mark.environment]


def compiled(name: str, folder: Path) -> Path:
    flowc("compile", FLOWS / name, "-o", "out.py", folder=folder, ok=True)
    return folder / "out.py"


@pytest.mark.parametrize("name", ["bare", "old"])
def test_a_killed_worker_fails_its_task_alone(name: str, tmp_path: Path) -> None:
    python = require_python(name)
    script = compiled("deadly.py", tmp_path)
    nanny = ("--nanny",)
    with cluster(python, tmp_path / "c", worker_args=nanny) as fragile:
        options = ["--address", fragile.address]
        done, report = run_script(python, script, tmp_path, *options)
    assert done.code == 1, done.text
    assert states(report) == {
        "number-1": "Success",
        "deadly-1": "Failed",
        "after-1": "TriggerFailed",
        "clean_up-1": "Success",
        "Constant[list]-1": "Success",
        "double-1": "Mapped",
        "double-2": "Success",
    }
    tasks = report["tasks"]
    assert "KilledWorker" in json.dumps(tasks["deadly-1"])
    assert tasks["clean_up-1"]["result"] == "(True, 20)"
    assert tasks["double-1"]["counts"] == {"Success": 3}
    assert tasks["double-2"]["result"] == "40"
    assert "deadly" in done.text and "KilledWorker" in done.text


def test_a_lost_scheduler_ends_the_run(bare_python: Path, tmp_path: Path) -> None:
    script = compiled("long.py", tmp_path)
    with cluster(bare_python, tmp_path / "c") as doomed:
        parameter = f"folder={tmp_path}"
        place = ["--address", doomed.address, "--connect-timeout", "5"]
        command: Command = [bare_python, script, *place, "--param", parameter]
        running = Background(command, tmp_path / "out.log")
        try:
            wait_until("the first task", (tmp_path / "lingers").exists)
            doomed.scheduler.kill_session()
            code = running.process.wait(60)
        finally:
            running.kill_session()
    assert code == 3, running.text
    assert doomed.address in running.text and "--address" in running.text
    assert "Traceback" not in running.text
