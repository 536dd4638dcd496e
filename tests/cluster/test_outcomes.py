"""What fails on a cluster, what goes on beside it, and what is said about it."""

from pathlib import Path

import pytest

from tests.support.cluster import Cluster, cluster
from tests.support.commands import flowc
from tests.support.places import FLOWS
from tests.support.reports import run_script, states

pytestmark = [pytest.mark.cluster, pytest.mark.environment]


def compiled(name: str, folder: Path) -> Path:
    flowc("compile", FLOWS / name, "-o", "out.py", folder=folder, ok=True)
    return folder / "out.py"


def line_of(name: str, words: str) -> int:
    """Return the number of the line of a flow file that ends with `words`."""
    lines = (FLOWS / name).read_text().splitlines()
    [number] = [n for n, line in enumerate(lines, 1) if line.endswith(words)]
    return number


def test_a_failing_branch_stops_no_other(
    two_workers: Cluster, bare_python: Path, tmp_path: Path
) -> None:
    script = compiled("branches.py", tmp_path)
    parameters = ["--param", "table=pets", "--param", f"folder={tmp_path}"]
    options = ["--address", two_workers.address, *parameters]
    done, report = run_script(bare_python, script, tmp_path, *options)
    assert done.code == 1, done.text
    assert report["flow_state"] == "Failed"
    assert report["parameters"] == {"table": "pets", "folder": str(tmp_path)}
    assert states(report) == {
        "numbers-1": "Success",
        "invert-1": "Mapped",
        "total-1": "TriggerFailed",
        "count_failures-1": "Success",
        "table": "Success",
        "connect-1": "Failed",
        "after-1": "TriggerFailed",
        "after-2": "TriggerFailed",
        "unrelated-1": "Success",
        "folder": "Success",
        "third_time_lucky-1": "Success",
        "after-3": "Success",
    }
    tasks = report["tasks"]
    assert tasks["connect-1"]["result"] == "LookupError('no table pets')"
    assert "no table pets" in tasks["connect-1"]["message"]
    assert "all_successful" in tasks["after-1"]["message"]
    assert tasks["unrelated-1"]["result"] == "'untouched'"
    assert tasks["after-3"]["result"] == "3", "the third attempt"
    assert tasks["count_failures-1"]["result"] == "1"


def test_mapped_children_fail_one_by_one(
    two_workers: Cluster, bare_python: Path, tmp_path: Path
) -> None:
    script = compiled("branches.py", tmp_path)
    options = ["--address", two_workers.address, "--param", f"folder={tmp_path}"]
    done, report = run_script(bare_python, script, tmp_path, *options)
    mapped = report["tasks"]["invert-1"]
    assert mapped["counts"] == {"Success": 3, "Failed": 1}, done.text
    children = [(child["state"], child["result"]) for child in mapped["children"]]
    assert children == [
        ("Success", "2.0"),
        ("Failed", "ZeroDivisionError('division by zero')"),
        ("Success", "3.0"),
        ("Success", "6.0"),
    ]


@pytest.mark.parametrize("where", ["cluster", "sync"])
def test_the_traceback_names_the_source(
    where: str, two_workers: Cluster, bare_python: Path, tmp_path: Path
) -> None:
    script = compiled("one_failure.py", tmp_path)
    place = ["--address", two_workers.address] if where == "cluster" else []
    local = [] if where == "cluster" else ["--local", "sync"]
    done, report = run_script(bare_python, script, tmp_path, *place, *local)
    assert done.code == 1, done.text
    for words in ("# calls", "# fails"):
        line = line_of("one_failure.py", words)
        assert f'one_failure.py", line {line}' in done.text, done.text
        assert words in done.text, "the line itself"
    assert "ValueError: invalid literal for int()" in done.text
    assert "TriggerFailed" in done.text
    assert report["tasks"]["read-1"]["state"] == "Failed"


def test_a_waiting_retry_holds_no_thread(bare_python: Path, tmp_path: Path) -> None:
    script = compiled("slot.py", tmp_path)
    with cluster(bare_python, tmp_path / "c", workers=1) as one_thread:
        parameter = f"folder={tmp_path}"
        options = ["--address", one_thread.address, "--param", parameter]
        done, report = run_script(bare_python, script, tmp_path, *options)
    assert done.code == 0, done.text
    results = {slug: task["result"] for slug, task in report["tasks"].items()}
    assert results["left-1"] == results["right-1"] == "True"
