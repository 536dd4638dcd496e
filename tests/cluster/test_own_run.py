"""What Prefect's server answered: the run's name, its artifacts, key-value pairs.

The workers have no flowc, and are no part of the machine that has the file.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.cluster import Cluster
from tests.support.commands import Done, flowc
from tests.support.places import FLOWS
from tests.support.reports import run_script

pytestmark = [pytest.mark.cluster, pytest.mark.environment]


@pytest.fixture(scope="module", params=["threads", "cluster"])
def ended(
    request: pytest.FixtureRequest,
    bare_python: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Done, dict[str, Any], dict[str, Any]]]:
    """What the run wrote, its report, and the pairs in its file."""
    folder = tmp_path_factory.mktemp("own_run")
    flowc("compile", FLOWS / "own_run.py", "-o", "out.py", folder=folder, ok=True)
    pairs = folder / "pairs.json"
    pairs.write_text('{"early": 41}')
    place = ["--local", "threads"]
    if request.param == "cluster":
        running: Cluster = request.getfixturevalue("two_workers")
        place = ["--address", running.address]
    done, report = run_script(
        bare_python, folder / "out.py", folder, *place, env={"FLOWC_KV": str(pairs)}
    )
    yield done, report, json.loads(pairs.read_text())


def test_the_run_has_the_name_that_a_task_gave_it(ended: Any) -> None:
    done, report, _ = ended
    assert report["run_name"] == "day monday", done.text
    assert report["tasks"]["rename-1"]["result"] == "True"
    assert report["tasks"]["look-1"]["result"] == "('day monday', 'day monday', True)"
    assert 'Flow own run, run "day monday": Failed' in done.text
    assert 'The run is now named "day monday"' in done.text


def test_artifacts_are_in_the_report(ended: Any) -> None:
    _, report, _ = ended
    stored = report["tasks"]["store-1"]
    assert stored["counts"] == {"Success": 4}
    each = [(found["index"], found["data"]) for found in stored["artifacts"]]
    assert each == [(n, f"# {n}") for n in (0, 0, 1, 1, 2, 2, 3, 3)], "two attempts"
    assert report["tasks"]["within_time-1"]["artifacts"] == [
        {"kind": "link", "data": "http://example.com/a"},
        {"kind": "markdown", "data": "late"},
    ]
    assert "artifacts" not in report["tasks"]["look-1"]


def test_tasks_see_the_pairs_that_others_have_changed(ended: Any) -> None:
    done, report, pairs = ended
    assert report["tasks"]["within_time-1"]["result"] == "([0, 1, 2, 3], 42)", done.text
    cleared = "([True, True, True, True], ['early', 'late'])"
    assert report["tasks"]["clear-1"]["result"] == cleared
    assert "No value found for key: n1" in report["tasks"]["missing-1"]["message"]
    assert pairs == {"early": 41, "late": 42}


def test_what_needs_a_server_fails_alone(ended: Any) -> None:
    _, report, _ = ended
    message = report["tasks"]["ask-1"]["message"]
    assert "prefect.Client.graphql cannot be used: it needs a Prefect server" in message
