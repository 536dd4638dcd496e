"""A script's program on clusters of real processes, and how it leaves them."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from distributed import Client
from flowc.runtime.program.errors import ClusterUnreachable

from tests.runtime import demo_script
from tests.support.cluster import Background, Cluster, cluster, wait_until
from tests.support.commands import Done, clean_environment, run

pytestmark = pytest.mark.cluster

ROOT = Path(__file__).parents[2]
PYTHON = Path(sys.executable)
SCRIPT = Path(demo_script.__file__)
OTHER_DASK = """\
import distributed.versions as versions

known = versions.get_package_info(versions.required_packages)
versions.get_package_info = lambda names: {**known, "dask": "2019.1.0"}
"""


def go(folder: Path, *options: str, **env: str) -> Done:
    """Run the script with these options and variables."""
    return run([PYTHON, SCRIPT, *options], folder, {"PYTHONPATH": str(ROOT), **env})


@contextlib.contextmanager
def busy(
    folder: Path, *options: str, env: Mapping[str, str] | None = None
) -> Iterator[Background]:
    """The script while its task works, which it would do for ten minutes."""
    variables = {"PYTHONPATH": str(ROOT), "FOLDER": str(folder), **(env or {})}
    running = Background([PYTHON, SCRIPT, *options], folder / "out.log", variables)
    try:
        wait_until(
            "a busy task", lambda: running.says("") and (folder / "busy").exists()
        )
        yield running
    finally:
        running.kill_session()


@pytest.fixture(scope="module")
def one_worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(PYTHON, tmp_path_factory.mktemp("cluster"), 1) as running:
        yield running


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = clean_environment(tmp_path)
    for name in set(os.environ) - set(kept):
        monkeypatch.delenv(name)


def test_a_cluster_on_this_machine(tmp_path: Path) -> None:
    done = go(tmp_path, "--progress", "none")
    assert done.code == 0, done.text
    first, second, third = done.err.splitlines()
    assert (first, second) == ('Flow "demo"', "starting a local cluster")
    assert "(from a new local cluster, no address given)" in third
    assert "dashboard http://127.0.0.1:" in third
    assert "inc-1" in done.out


def test_a_cluster_class_that_adapts(tmp_path: Path) -> None:
    executor = (
        "DaskExecutor(cluster_class='distributed.LocalCluster',"
        " cluster_kwargs={'n_workers': 0}, adapt_kwargs={'minimum': 0, 'maximum': 1})"
    )
    done = go(tmp_path, "--wait-timeout", "60", EXECUTOR=executor)
    assert done.code == 0, done.text
    assert "starting LocalCluster" in done.err and "the flow's executor" in done.err


def test_a_cluster_class_that_is_not_there(tmp_path: Path) -> None:
    done = go(tmp_path, EXECUTOR="DaskExecutor(cluster_class='distributed.Cloud')")
    assert done.code == 2 and "distributed.Cloud" in done.err, done.text
    assert "Traceback" not in done.text


def test_a_cluster_class_that_fails(tmp_path: Path) -> None:
    executor = (
        "DaskExecutor(cluster_class='distributed.LocalCluster',"
        " cluster_kwargs={'colour': 'red'})"
    )
    done = go(tmp_path, EXECUTOR=executor)
    assert done.code == 3 and "can't start LocalCluster" in done.err, done.text
    assert "Traceback" not in done.text


@pytest.mark.parametrize(
    "options", [(), ("--local", "threads"), ("--local", "sync")], ids=str
)
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT], ids=str)
def test_a_signal_leaves_nothing_behind(
    sent: signal.Signals, options: tuple[str, ...], tmp_path: Path
) -> None:
    with busy(tmp_path, *options) as running:
        (
            os.killpg(running.process.pid, sent)
            if sent == signal.SIGINT
            else (running.process.send_signal(sent))
        )
        assert running.process.wait(30) == 128 + sent, running.text
        wait_until("no process left", running.session_is_empty, 30)
        assert f"stopped by {sent.name}" in running.text
        assert "Traceback" not in running.text


def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    with busy(tmp_path) as running:
        running.process.send_signal(signal.SIGTERM)
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(30) in (143, 130), running.text
        wait_until("no process left", running.session_is_empty, 30)


def test_a_signal_leaves_a_given_cluster_alone(tmp_path: Path) -> None:
    with cluster(PYTHON, tmp_path, 1, env={"FOLDER": str(tmp_path)}) as there:
        env = {"FLOWC_ADDRESS": there.address}
        with busy(tmp_path, env=env) as running:
            assert running.stop() == 143, running.text
        assert there.scheduler.running and there.workers[0].running
        with Client(there.address, set_as_default=False) as client:
            wait_until("no task held", lambda: not client.who_has())


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT], ids=str)
def test_a_signal_while_waiting_for_a_tick(
    sent: signal.Signals, tmp_path: Path
) -> None:
    env = {"PYTHONPATH": str(ROOT), "SECONDS": "1000000"}
    running = Background([PYTHON, SCRIPT], tmp_path / "out.log", env)
    try:
        running.wait_for("waiting for the next scheduled run")
        assert running.stop(sent) == 128 + sent
        assert "Traceback" not in running.text
    finally:
        running.kill_session()


def test_a_lost_scheduler(tmp_path: Path) -> None:
    with cluster(PYTHON, tmp_path, 1, env={"FOLDER": str(tmp_path)}) as there:
        with busy(tmp_path, "--address", there.address) as running:
            there.scheduler.kill_session()
            assert running.process.wait(60) == 3, running.text
        assert f"{there.address} (from --address)" in running.text
        assert "Traceback" not in running.text


def test_no_workers(tmp_path: Path) -> None:
    with cluster(PYTHON, tmp_path, 0) as empty:
        limits = ("--wait-timeout", "1")
        done = go(tmp_path, *limits, FLOWC_ADDRESS=empty.address)
    assert done.code == 3, done.text
    words = f"0 of 1 workers after 1 s at {empty.address} (from the environment"
    assert words in done.err
    assert "Traceback" not in done.text


@pytest.mark.parametrize("allow", [False, True])
def test_a_worker_of_another_version(allow: bool, tmp_path: Path) -> None:
    preload = tmp_path / "other.py"
    preload.write_text(OTHER_DASK)
    args = ("--no-nanny", "--preload", str(preload))
    with cluster(PYTHON, tmp_path, 1, worker_args=args) as there:
        options = ["--allow-version-mismatch"] if allow else []
        done = go(tmp_path, "--address", there.address, *options)
    assert done.code == (0 if allow else 4), done.text
    assert "dask 2019.1.0" in done.err and "Traceback" not in done.text
    assert f"{there.address} (from --address)" in done.err


@pytest.mark.parametrize("options", [[], ["--strict-versions"]])
def test_equal_versions_pass(
    options: list[str], one_worker: Cluster, tmp_path: Path
) -> None:
    done = go(tmp_path, "--address", one_worker.address, *options)
    assert done.code == 0, done.text


def test_scheduler_file(one_worker: Cluster, tmp_path: Path) -> None:
    done = go(tmp_path, "--scheduler-file", str(one_worker.scheduler_file))
    assert done.code == 0, done.text
    assert f"on {one_worker.address} (from --scheduler-file)" in done.err
    limits = ("--connect-timeout", "1")
    done = go(tmp_path, "--scheduler-file", "absent.json", *limits)
    assert done.code == 3 and "absent.json" in done.err, done.text


def test_certificates_and_plain_tcp(one_worker: Cluster, tmp_path: Path) -> None:
    for options in (["--tls-ca", "absent.pem"], ["--tls-ca", str(SCRIPT)]):
        done = go(tmp_path, "--address", one_worker.address, *options)
        assert done.code == 2 and "Traceback" not in done.text, done.text


def test_a_performance_report_needs_bokeh(one_worker: Cluster, tmp_path: Path) -> None:
    hidden = tmp_path / "bokeh.py"  # a module, so that there is something to find
    hidden.write_text("raise ImportError('hidden')\n")
    path = tmp_path / "report-{run_id}.html"
    options = ["--performance-report", str(path), "--address", one_worker.address]
    done = run(
        [PYTHON, SCRIPT, *options], tmp_path, {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
    )
    assert done.code == 0, done.text
    assert "warning: no performance report" in done.err
    assert not list(tmp_path.glob("report-*"))


def imported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script, imported under a name that workers don't know."""
    import importlib

    (folder / "my_flow_script.py").write_text(SCRIPT.read_text())
    monkeypatch.syspath_prepend(str(folder))
    sys.modules.pop("my_flow_script", None)
    return importlib.import_module("my_flow_script")


def test_run_at_an_address(
    one_worker: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Results outlive the connection, and the script goes to the workers."""
    script = imported(tmp_path, monkeypatch)
    flow_run = script.run(parameters={"x": 5}, address=one_worker.address)
    assert flow_run.state == "Success"
    assert flow_run.tasks["inc-1"].result == 6


def test_run_with_a_client(
    one_worker: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = imported(tmp_path, monkeypatch)
    monkeypatch.setenv("FLOWC_ADDRESS", "tcp://127.0.0.1:1")
    with Client(one_worker.address, set_as_default=False) as client:
        flow_run = script.run(parameters={"x": 7}, client=client)
        assert flow_run.tasks["inc-1"].result == 8
        assert client.status == "running"


def test_run_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWC_CONNECT_TIMEOUT", "0.5")
    with pytest.raises(ClusterUnreachable, match=r"run\(address=\)"):
        demo_script.run(address="tcp://127.0.0.1:1")
    monkeypatch.setenv("FLOWC_LOCAL", "sync")
    with pytest.raises(ValueError, match="unexpected parameters: y"):
        demo_script.run(parameters={"y": 1})
    assert demo_script.run(parameters={"x": 2}).tasks["inc-1"].result == 3


def test_run_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FLOWC_LOCAL", "sync")
    demo_script.run()
    assert capsys.readouterr() == ("working on 1\n", "")
