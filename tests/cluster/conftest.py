"""Clusters and scripts that several modules of this folder use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.certificates import Certificates, make_certificates
from tests.support.cluster import Cluster, cluster
from tests.support.commands import compile_text, flowc
from tests.support.places import FLOWS, require_python, seed_text


@pytest.fixture(scope="session")
def bare_python() -> Path:
    """The interpreter of an environment with dask, without flowc."""
    return require_python("bare")


@pytest.fixture(scope="session")
def two_workers(
    bare_python: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    """Two workers of one thread each. Tests leave it as they found it."""
    with cluster(bare_python, tmp_path_factory.mktemp("two-workers")) as running:
        yield running


@pytest.fixture(scope="session")
def seed_script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script of the documentation page's flow, compiled once."""
    folder = tmp_path_factory.mktemp("seed")
    source = FLOWS / "seed_dask_flow.py"
    flowc("compile", source, "-o", "out.py", folder=folder, ok=True)
    return folder / "out.py"


@pytest.fixture(scope="session")
def quick_script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, its tasks waiting a hundredth as long."""
    return compile_text(seed_text(), tmp_path_factory.mktemp("quick"))


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def tls_cluster(
    bare_python: Path,
    certificates: Certificates,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Cluster]:
    """Two workers that speak TLS alone."""
    secure = ("--protocol", "tls", *certificates.dask_options)
    folder = tmp_path_factory.mktemp("tls")
    with cluster(bare_python, folder, 2, secure, ("--no-nanny", *secure)) as running:
        assert running.address.startswith("tls://")
        yield running
