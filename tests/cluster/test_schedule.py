"""Runs on a schedule: they come until a signal, and survive what happens to a run."""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.cluster import (
    Background,
    cluster,
    start_scheduler,
    start_worker,
    wait_until,
)
from tests.support.commands import Command, compile_text
from tests.support.places import FLOWS, seed_text

LOCAL = ["--local", "threads"]


def often(seconds: int, body: str = "return sum(arr)") -> str:
    """Return the page's flow with another interval and without its waiting."""
    text = seed_text().replace("minutes=1", f"seconds={seconds}")
    return text.replace("return sum(arr)", body)


def start(
    folder: Path, script: Path, *options: str, python: str | Path = ""
) -> Background:
    reports = folder / "reports"
    reports.mkdir(exist_ok=True)
    command: Command = [python or sys.executable, script, *options]
    report = ["--report", str(reports / "{run_id}.json")]
    return Background([*command, *report], folder / "out.log")


def finished(folder: Path) -> list[dict[str, Any]]:
    """Return the reports so far; a report is written at once, or not at all."""
    files = sorted((folder / "reports").glob("*.json"))
    return [json.loads(file.read_text()) for file in files]


def successes(folder: Path) -> int:
    return sum(report["flow_state"] == "Success" for report in finished(folder))


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(
    "options", [(), ("--local", "threads")], ids=["cluster", "threads"]
)
def test_runs_until_a_signal(
    sent: signal.Signals, options: tuple[str, ...], tmp_path: Path
) -> None:
    running = start(tmp_path, compile_text(often(2), tmp_path), *options)
    try:
        wait_until("two runs", lambda: running.says("") and successes(tmp_path) >= 2)
        code = running.stop(sent)
        wait_until("no process left", running.session_is_empty, 10)
    finally:
        running.kill_session()
    assert code == 128 + sent, running.text
    assert "Traceback" not in running.text
    results = {report["tasks"]["sum-1"]["result"] for report in finished(tmp_path)}
    assert results == {"9900"}


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("options", [[], ["--local", "threads"], ["--local", "sync"]])
def test_a_signal_ends_a_run_that_is_busy(
    sent: signal.Signals, options: list[str], tmp_path: Path
) -> None:
    script = compile_text((FLOWS / "long.py").read_text(), tmp_path)
    parameter = f"folder={tmp_path}"
    running = start(tmp_path, script, *options, "--param", parameter)
    try:
        wait_until("the first task", lambda: running.says("") and lingers(tmp_path))
        if sent == signal.SIGINT:  # as a terminal does, to every process there
            os.killpg(running.process.pid, sent)
            code = running.process.wait(30)
        else:
            code = running.stop(sent)
        wait_until("no process left", running.session_is_empty, 10)
    finally:
        running.kill_session()
    assert code == 128 + sent, running.text
    assert "Traceback" not in running.text


def lingers(folder: Path) -> bool:
    return (folder / "lingers").exists()


def test_waits_for_the_first_tick(tmp_path: Path) -> None:
    """With an hour to go there is no run, and a signal ends the waiting."""
    running = start(tmp_path, compile_text(often(3600), tmp_path), *LOCAL)
    try:
        running.wait_for("dask-example")
        code = running.stop()
    finally:
        running.kill_session()
    assert code == 143, running.text
    assert finished(tmp_path) == []


def test_goes_on_after_a_failed_run(tmp_path: Path) -> None:
    text = often(1, "raise ValueError('every time')")
    running = start(tmp_path, compile_text(text, tmp_path), *LOCAL, "--max-runs", "3")
    try:
        code = running.process.wait(60)
    finally:
        running.kill_session()
    states = [report["flow_state"] for report in finished(tmp_path)]
    assert states == ["Failed"] * 3, running.text
    assert code == 1, running.text


def test_ends_with_its_schedule(tmp_path: Path) -> None:
    end = "datetime.datetime.utcnow() + datetime.timedelta(seconds=5)"
    text = often(2).replace("seconds=2)", f"seconds=2), end_date={end}")
    running = start(tmp_path, compile_text(text, tmp_path), *LOCAL)
    try:
        code = running.process.wait(60)
    finally:
        running.kill_session()
    assert code == 0, running.text
    assert 1 <= successes(tmp_path) <= 3


def test_ticks_are_each_run_s_own(tmp_path: Path) -> None:
    """A run that takes longer than the interval skips ticks, never repeats one."""
    text = often(1, "sleep(2.5); return sum(arr)")
    running = start(tmp_path, compile_text(text, tmp_path), *LOCAL, "--max-runs", "3")
    try:
        code = running.process.wait(60)
    finally:
        running.kill_session()
    assert code == 0, running.text
    scheduled = sorted(report["scheduled"] for report in finished(tmp_path))
    assert len(set(scheduled)) == 3
    for report in finished(tmp_path):
        assert report["scheduled"] <= report["started"]


@pytest.mark.slow
@pytest.mark.cluster
@pytest.mark.environment
def test_goes_on_after_a_lost_cluster(bare_python: Path, tmp_path: Path) -> None:
    script = compile_text(often(2), tmp_path)
    limits = ["--connect-timeout", "2", "--wait-timeout", "5"]
    with cluster(bare_python, tmp_path / "first", 1) as first:
        place = ["--address", first.address, *limits]
        running = start(tmp_path, script, *place, python=bare_python)
        wait_until("a run", lambda: running.says("") and successes(tmp_path) >= 1)
    port = first.address.rpartition(":")[2]
    again = tmp_path / "again"
    again.mkdir()
    scheduler = worker = None
    try:
        before = successes(tmp_path)
        _, scheduler = start_scheduler(bare_python, again, "--port", port)
        worker = start_worker(bare_python, again, first.address, "again")
        wait_until(
            "a run on the new cluster",
            lambda: running.says("") and successes(tmp_path) > before,
        )
        code = running.stop()
    finally:
        for process in (running, worker, scheduler):
            if process:
                process.kill_session()
    assert code == 143, running.text
