"""Flows that run others on clusters of real processes, with flowc there and without."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.runtime import child_script
from tests.support.cluster import cluster
from tests.support.places import require_python
from tests.support.reports import run_script, states
from tests.support.runtime_text import carrying

pytestmark = pytest.mark.cluster

ROOT = Path(__file__).parents[2]
PYTHON = Path(sys.executable)
SCRIPT = Path(child_script.__file__)


def check(report: dict[str, Any]) -> None:
    """What the script's flow comes to, wherever it runs."""
    assert states(report) == {
        "call-1": "Success",
        "create_flow_run-1": "Success",
        "wait_for_flow_run-1": "Success",
        "look-1": "Success",
        "get_task_run_result-1": "Success",
        "create_flow_run-2": "Success",
        "wait_for_flow_run-2": "Failed",
        "Constant[list]-1": "Success",
        "create_flow_run-3": "Mapped",
        "Constant[list]-2": "Success",
        "get_task_run_result-2": "Mapped",
        "Flow inner-1": "Success",
        "Flow inner-2": "Failed",
    }
    tasks = report["tasks"]
    found = {slug: task["result"] for slug, task in tasks.items()}
    succeeded = '<Success: "All reference tasks succeeded.">'
    assert found["call-1"] == f"('Success', 5, {succeeded})"
    assert found["get_task_run_result-1"] == "Reading(10)"
    readings = "[Reading(0), Reading(1), Reading(2)]"
    assert found["get_task_run_result-2"] == f"[{readings}, {readings}]"
    assert "('process-1', '<Mapped: " in found["look-1"]
    failed = '<Failed: "Some reference tasks failed.">'
    message = tasks["wait_for_flow_run-2"]["message"]
    assert message == f"{found['create_flow_run-2'][1:-1]} finished in state {failed}"
    wrong = "Flow.run received the following unexpected parameters: other"
    assert tasks["Flow inner-2"]["result"] == f"ValueError('{wrong}')"


def standalone(folder: Path) -> Path:
    """The script with the runtime's text in it."""
    path = folder / "children.py"
    path.write_text(carrying(SCRIPT.read_text()))
    return path


def test_children_on_a_cluster(tmp_path: Path) -> None:
    env = {"PYTHONPATH": str(ROOT)}
    with cluster(PYTHON, tmp_path / "c", 2) as running:
        address = ["--address", running.address]
        done, report = run_script(PYTHON, SCRIPT, tmp_path, *address, env=env)
    assert done.code == 1, done.text
    check(report)


@pytest.mark.environment
@pytest.mark.parametrize(
    ("name", "workers"), [("bare", 2), ("bare", 1), ("old", 2), ("old", 1)]
)
def test_children_where_flowc_is_not(name: str, workers: int, tmp_path: Path) -> None:
    """One worker of one thread: waiting tasks give back the only slot there is."""
    python = require_python(name)
    script = standalone(tmp_path)
    with cluster(python, tmp_path / "c", workers) as running:
        address = ["--address", running.address]
        done, report = run_script(python, script, tmp_path, *address)
    assert done.code == 1, done.text
    check(report)


def test_children_on_local_schedulers(tmp_path: Path) -> None:
    env = {"PYTHONPATH": str(ROOT)}
    for place in ("sync", "threads"):
        local = ["--local", place]
        done, report = run_script(PYTHON, SCRIPT, tmp_path, *local, env=env)
        assert done.code == 1, done.text
        check(report)
