"""The flow of Prefect's page "Deployment: Dask", unchanged, as the page runs it."""

import sys
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.cluster import Cluster
from tests.support.commands import Command, flowc, run
from tests.support.places import FLOWS, seed_text
from tests.support.reports import run_script, states

PAGE = {
    "PREFECT__ENGINE__EXECUTOR__DEFAULT_CLASS": "prefect.engine.executors.DaskExecutor"
}
ADDRESS = "PREFECT__ENGINE__EXECUTOR__DASK__ADDRESS"


def test_compiles_without_a_word(tmp_path: Path) -> None:
    source = FLOWS / "seed_dask_flow.py"
    done = flowc("compile", source, "-o", "out.py", "--strict", folder=tmp_path)
    assert done.code == 0, done.text
    assert "warning" not in done.text and "FLC" not in done.text
    checked = flowc("check", source, "--strict", folder=tmp_path)
    assert checked.code == 0 and "FLC" not in checked.text


def test_runs_on_a_local_cluster(seed_script: Path, tmp_path: Path) -> None:
    done, report = run_script(sys.executable, seed_script, tmp_path, "--once")
    assert done.code == 0, done.text
    assert report["flow_state"] == "Success"
    assert report["tasks"]["sum-1"]["result"] == "9900"
    assert "sum-1 = 9900" in done.text
    assert "local cluster" in done.text.lower()
    assert "http://127.0.0.1:" in done.text, "the dashboard's link"


@pytest.mark.parametrize("scheduler", ["threads", "sync"])
def test_runs_in_this_process(
    quick_script: Path, tmp_path: Path, scheduler: str
) -> None:
    options = ["--once", "--local", scheduler]
    done, report = run_script(sys.executable, quick_script, tmp_path, *options)
    assert done.code == 0, done.text
    assert report["tasks"]["sum-1"]["result"] == "9900"


@pytest.mark.cluster
@pytest.mark.environment
def test_runs_where_only_dask_is_installed(
    seed_script: Path, tmp_path: Path, bare_python: Path, two_workers: Cluster
) -> None:
    missing = run([bare_python, "-c", "import flowc"], tmp_path)
    assert "ModuleNotFoundError" in missing.err
    env = {**PAGE, ADDRESS: two_workers.address}
    done, report = run_script(bare_python, seed_script, tmp_path, "--once", env=env)
    assert done.code == 0, done.text
    assert two_workers.address in done.text and ADDRESS in done.text
    assert states(report) == {
        "Constant[range]-1": "Success",
        "Constant[range]-2": "Success",
        "inc-1": "Mapped",
        "dec-1": "Mapped",
        "add-1": "Mapped",
        "sum-1": "Success",
    }
    assert report["tasks"]["sum-1"]["result"] == "9900"
    added = report["tasks"]["add-1"]
    assert added["counts"] == {"Success": 100}
    assert [child["result"] for child in added["children"]] == [
        str(2 * x) for x in range(100)
    ]


@pytest.mark.cluster
@pytest.mark.environment
def test_uses_every_worker(
    tmp_path: Path, bare_python: Path, two_workers: Cluster
) -> None:
    text = seed_text().replace("return sum(arr)", "return sorted(set(arr))")
    text = text.replace("return x + y", "return os.getpid()").replace(
        "import random", "import os\nimport random"
    )
    (tmp_path / "flow.py").write_text(text)
    flowc("compile", "flow.py", "-o", "out.py", folder=tmp_path, ok=True)
    options = ["--once", "--address", two_workers.address]
    done, report = run_script(bare_python, tmp_path / "out.py", tmp_path, *options)
    workers = sorted(worker.process.pid for worker in two_workers.workers)
    assert report["tasks"]["sum-1"]["result"] == str(workers), done.text


def test_prints_a_tick_for_every_minute(seed_script: Path, tmp_path: Path) -> None:
    command: Command = [sys.executable, seed_script, "--next", "4"]
    done = run(command, tmp_path, ok=True)
    ticks = [datetime.fromisoformat(line) for line in done.out.splitlines()]
    assert len(ticks) == 4
    gaps = {later - tick for tick, later in pairwise(ticks)}
    assert gaps == {timedelta(minutes=1)}
    assert all(tick.tzinfo is not None for tick in ticks)
