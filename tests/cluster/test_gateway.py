"""Dask Gateway, in the two ways of Prefect's page, on a real server."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cluster import Background, wait_until
from tests.support.commands import Command, Done, compile_text, run
from tests.support.gateway import Gateway, gateway_server
from tests.support.places import require_python, seed_text

pytestmark = [pytest.mark.cluster, pytest.mark.environment]

CLUSTER_OBJECT = """\
from dask_gateway import Gateway
from prefect.engine.executors import DaskExecutor

gateway = Gateway()
cluster = gateway.new_cluster()
executor = DaskExecutor(
    address=cluster.scheduler_address,
    client_kwargs={"security": cluster.security}
)
flow.run(executor=executor)
"""

# As the page writes it, with a path; dask-gateway itself takes the files' text.
SECURITY_BY_HAND = """\
from pathlib import Path
from dask_gateway.client import GatewaySecurity
from prefect.engine.executors import DaskExecutor

security = GatewaySecurity(tls_cert=CERT, tls_key=KEY)
executor = DaskExecutor(
    address="a-scheduler-address",
    client_kwargs={"security": security}
)
flow.run(executor=executor)
"""

SCALE = """\
from dask_gateway import Gateway

with Gateway() as gateway:
    for cluster in gateway.list_clusters(status="running"):
        gateway.scale_cluster(cluster.name, 2)
        print(cluster.name)
"""

HOLD = """\
import json
import pathlib
import signal
from dask_gateway import Gateway

# Blocked before there are threads, so that none of them takes it.
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
with Gateway() as gateway, gateway.new_cluster() as cluster:
    cluster.scale(2)
    pathlib.Path("cert.pem").write_text(cluster.security.tls_cert)
    pathlib.Path("key.pem").write_text(cluster.security.tls_key)
    print(json.dumps(cluster.scheduler_address), flush=True)
    signal.sigwait([signal.SIGTERM])
"""


@pytest.fixture(scope="module")
def gateway_python() -> Path:
    return require_python("gateway")


@pytest.fixture(scope="module")
def server(
    gateway_python: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gateway]:
    with gateway_server(gateway_python, tmp_path_factory.mktemp("gateway")) as running:
        yield running


def scaled(python: Path, folder: Path, server: Gateway) -> bool:
    """Give two workers to whatever clusters there are; tell if there are any."""
    done = run([python, "-c", SCALE], folder, server.env, ok=True)
    return bool(done.out.strip())


def test_cluster_object(server: Gateway, gateway_python: Path, tmp_path: Path) -> None:
    script = compile_text(seed_text(CLUSTER_OBJECT), tmp_path)
    command: Command = [gateway_python, script, "--report", "report.json"]
    running = Background(command, tmp_path / "out.log", server.env)
    try:
        wait_until(
            "the script's cluster",
            lambda: running.says("") and scaled(gateway_python, tmp_path, server),
        )
        code = running.process.wait(90)
    finally:
        running.kill_session()
    assert code == 0, running.text
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["tasks"]["sum-1"]["result"] == "9900"
    assert "gateway://" in running.text
    left = run([gateway_python, "-c", SCALE], tmp_path, server.env, ok=True)
    assert left.out == "", "the script ends the cluster that it started"


@pytest.fixture
def held_cluster(
    server: Gateway, gateway_python: Path, tmp_path: Path
) -> Iterator[str]:
    """Address of a cluster with two workers; its certificate is in `tmp_path`."""
    holder = Background([gateway_python, "-c", HOLD], tmp_path / "h.log", server.env)
    try:
        holder.wait_for("gateway://")
        yield json.loads(holder.text.splitlines()[-1])
    finally:
        holder.stop()


def by_hand(address: str, folder: Path, form: str = "{!r}") -> Path:
    """Compile the page's second flow; `form` is how it is given a file's path."""
    entry = SECURITY_BY_HAND.replace("a-scheduler-address", address)
    for name in ("cert", "key"):
        path = form.format(str(folder / f"{name}.pem"))
        entry = entry.replace(f"={name.upper()}", f"={path}")
    return compile_text(seed_text(entry), folder)


@pytest.mark.parametrize("form", ["{!r}", "Path({!r}).read_text()"])
def test_security_by_hand(
    form: str,
    held_cluster: str,
    gateway_python: Path,
    server: Gateway,
    tmp_path: Path,
) -> None:
    script = by_hand(held_cluster, tmp_path, form)
    command: Command = [gateway_python, script, "--report", "report.json"]
    done = run(command, tmp_path, server.env)
    assert done.code == 0, done.text
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["tasks"]["sum-1"]["result"] == "9900"


def refused(done: Done, *words: str) -> None:
    assert done.code == 3, done.text
    assert all(word in done.err for word in words), done.text
    assert "Traceback" not in done.text


def test_no_gateway_there(gateway_python: Path, tmp_path: Path) -> None:
    script = compile_text(seed_text(CLUSTER_OBJECT), tmp_path)
    env = {"DASK_GATEWAY__ADDRESS": "http://127.0.0.1:1"}
    done = run([gateway_python, script], tmp_path, env)
    assert done.code == 1 and "127.0.0.1:1" in done.err, done.text


def test_gateway_package_is_not_there(bare_python: Path, tmp_path: Path) -> None:
    script = compile_text(seed_text(CLUSTER_OBJECT), tmp_path)
    done = run([bare_python, script], tmp_path)
    assert done.code == 1, done.text
    assert "from dask_gateway import Gateway" in done.err, done.text
    assert "install it" in done.err and "Traceback" not in done.text


def test_address_of_no_cluster(
    server: Gateway, held_cluster: str, gateway_python: Path, tmp_path: Path
) -> None:
    script = by_hand(held_cluster[:-8] + "00000000", tmp_path)
    command: Command = [gateway_python, script, "--connect-timeout", "3"]
    refused(run(command, tmp_path, server.env), held_cluster[:-8])
