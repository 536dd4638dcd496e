"""A cluster that can't be used: one message, the right exit code, no traceback."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.certificates import make_certificates
from tests.support.cluster import Cluster, cluster
from tests.support.commands import Done, compile_text
from tests.support.gateway import free_port
from tests.support.reports import run_script

pytestmark = [pytest.mark.cluster, pytest.mark.environment]

FLOW = """\
from prefect import Flow, task
from prefect.executors import DaskExecutor


@task
def answer():
    return 42


with Flow("answers"{executor}) as flow:
    answer()
"""
# From the strongest to the weakest.
ORIGINS = [
    "--address",
    "FLOWC_ADDRESS",
    "the flow's executor",
    "PREFECT__ENGINE__EXECUTOR__DASK__ADDRESS",
    "DASK_SCHEDULER_ADDRESS",
]


def refused(done: Done, code: int, *words: str) -> None:
    """Check that a script ended with one plain message that has all `words`."""
    assert done.code == code, done.text
    for word in words:
        assert word in done.err, done.text
    assert "Traceback" not in done.text


def go(python: Path, folder: Path, addresses: dict[str, str], *options: str) -> Done:
    """Compile and run a flow that is told these addresses, by their origins."""
    named = addresses.get("the flow's executor")
    executor = f', executor=DaskExecutor(address="{named}")' if named else ""
    script = compile_text(FLOW.format(executor=executor), folder)
    env = {name: url for name, url in addresses.items() if name.isupper()}
    if "--address" in addresses:
        options = (*options, "--address", addresses["--address"])
    limits = ("--connect-timeout", "2", "--wait-timeout", "2")
    done, report = run_script(python, script, folder, *limits, *options, env=env)
    assert report == {} or done.code == 0
    return done


@pytest.mark.parametrize("origin", ORIGINS)
def test_nobody_listens(origin: str, bare_python: Path, tmp_path: Path) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    refused(go(bare_python, tmp_path, {origin: address}), 3, address, origin)


@pytest.mark.parametrize("n", range(len(ORIGINS) - 1))
def test_the_stronger_origin_wins(n: int, bare_python: Path, tmp_path: Path) -> None:
    strong, weak = (f"tcp://127.0.0.1:{free_port()}" for _ in range(2))
    done = go(bare_python, tmp_path, {ORIGINS[n]: strong, ORIGINS[n + 1]: weak})
    refused(done, 3, strong, ORIGINS[n])
    assert weak not in done.text


@pytest.mark.parametrize(
    "address", ["tcp://nowhere.invalid:8786", "127.0.0.1", "ftp://127.0.0.1:8786"]
)
def test_no_such_address(address: str, bare_python: Path, tmp_path: Path) -> None:
    done = go(bare_python, tmp_path, {"--address": address})
    refused(done, 3, address, "--address")


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port where something listens that never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_no_scheduler_there(deaf_port: int, bare_python: Path, tmp_path: Path) -> None:
    address = f"tcp://127.0.0.1:{deaf_port}"
    done = go(bare_python, tmp_path, {"FLOWC_ADDRESS": address})
    refused(done, 3, address, "FLOWC_ADDRESS")


def test_no_workers(bare_python: Path, tmp_path: Path) -> None:
    with cluster(bare_python, tmp_path / "c", workers=0) as empty:
        done = go(bare_python, tmp_path, {"--address": empty.address})
    refused(done, 3, empty.address, "--address", "worker")


def test_fewer_workers_than_asked_for(
    two_workers: Cluster, bare_python: Path, tmp_path: Path
) -> None:
    addresses = {"--address": two_workers.address}
    done = go(bare_python, tmp_path, addresses, "--wait-workers", "3")
    refused(done, 3, two_workers.address, "worker")


def test_scheduler_file(
    two_workers: Cluster, bare_python: Path, tmp_path: Path
) -> None:
    file = str(two_workers.scheduler_file)
    done = go(bare_python, tmp_path, {}, "--scheduler-file", file)
    assert done.code == 0, done.text


def test_scheduler_file_that_is_not_there(bare_python: Path, tmp_path: Path) -> None:
    done = go(bare_python, tmp_path, {}, "--scheduler-file", "absent.json")
    refused(done, 3, "absent.json", "--scheduler-file")


@pytest.mark.parametrize("scheme", ["tls", "tcp"])
def test_tls_needed_and_not_given(
    scheme: str, tls_cluster: Cluster, bare_python: Path, tmp_path: Path
) -> None:
    address = tls_cluster.address.replace("tls:", f"{scheme}:")
    done = go(bare_python, tmp_path, {"--address": address})
    refused(done, 3, address, "--address", "--tls-ca")


def test_certificate_of_a_stranger(
    tls_cluster: Cluster, bare_python: Path, tmp_path: Path
) -> None:
    options = make_certificates(tmp_path).dask_options
    renamed = [word.replace("--tls-ca-file", "--tls-ca") for word in options]
    done = go(bare_python, tmp_path, {"--address": tls_cluster.address}, *renamed)
    refused(done, 3, tls_cluster.address, "--address")


@pytest.mark.parametrize("missing", ["--tls-ca", "--tls-cert", "--tls-key"])
def test_certificate_that_is_not_there(
    missing: str, tls_cluster: Cluster, bare_python: Path, tmp_path: Path
) -> None:
    made = make_certificates(tmp_path)
    files = {"--tls-ca": made.ca, "--tls-cert": made.cert, "--tls-key": made.key}
    files[missing] = tmp_path / "absent.pem"
    options = [word for name, path in files.items() for word in (name, str(path))]
    done = go(bare_python, tmp_path, {"--address": tls_cluster.address}, *options)
    assert done.code in (2, 3), done.text
    assert "absent.pem" in done.err and "Traceback" not in done.text
