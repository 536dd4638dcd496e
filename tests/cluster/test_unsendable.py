"""A task that holds what can't be pickled fails alone."""

from pathlib import Path

import pytest

from tests.support.cluster import cluster
from tests.support.commands import compile_text
from tests.support.places import require_python
from tests.support.reports import run_script

pytestmark = [pytest.mark.cluster, pytest.mark.environment]

FLOW = """
import threading

from prefect import Flow, task
from prefect.triggers import all_finished

LOCK = threading.Lock()


@task
def locked(x):
    with LOCK:
        return x + 1


@task
def double(x):
    return x * 2


@task(trigger=all_finished)
def last(a, b):
    return b


with Flow("locks") as flow:
    one = locked(1)
    after = double(one)
    end = last(locked.map(range(5)), double(3))
"""


def test_the_others_run(tmp_path: Path) -> None:
    script, python = compile_text(FLOW, tmp_path), require_python("bare")
    with cluster(python, tmp_path / "cluster") as started:
        done, report = run_script(
            python, script, tmp_path, "--address", started.address
        )
    assert done.code == 1, done.text
    assert "Traceback (most" not in done.text
    states = {slug: task["state"] for slug, task in report["tasks"].items()}
    assert states == {
        "Constant[range]-1": "Success",
        "locked-1": "Failed",
        "locked-2": "Failed",
        "double-1": "TriggerFailed",
        "double-2": "Success",
        "last-1": "Success",
    }
    assert "can't be sent to the workers: it uses LOCK; cannot pickle" in done.text
