"""One script from the oldest Python and dask to the newest, never on a mixture."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cluster import Cluster, cluster
from tests.support.places import require_python
from tests.support.reports import run_script, states

pytestmark = [pytest.mark.cluster, pytest.mark.environment]

OTHER_DASK = """\
import distributed.versions as versions

known = versions.get_package_info(versions.required_packages)
versions.get_package_info = lambda names: {**known, "dask": "2019.1.0"}
"""


@pytest.fixture(scope="module", params=["old", "new"])
def same_everywhere(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Cluster]]:
    python = require_python(request.param)
    with cluster(python, tmp_path_factory.mktemp(request.param)) as running:
        yield python, running


def test_same_script_on_old_and_new(
    same_everywhere: tuple[Path, Cluster], quick_script: Path, tmp_path: Path
) -> None:
    python, running = same_everywhere
    options = ["--once", "--address", running.address]
    done, report = run_script(python, quick_script, tmp_path, *options)
    assert done.code == 0, done.text
    assert report["tasks"]["sum-1"]["result"] == "9900"
    assert states(report)["add-1"] == "Mapped"
    assert report["tasks"]["add-1"]["counts"] == {"Success": 100}


@pytest.mark.parametrize("options", [(), ("--local", "threads"), ("--local", "sync")])
@pytest.mark.parametrize("name", ["old", "new"])
def test_same_script_without_a_cluster(
    name: str, options: tuple[str, ...], quick_script: Path, tmp_path: Path
) -> None:
    python = require_python(name)
    done, report = run_script(python, quick_script, tmp_path, "--once", *options)
    assert done.code == 0, done.text
    assert report["tasks"]["sum-1"]["result"] == "9900"


@pytest.mark.parametrize("name", ["old", "new"])
def test_client_of_another_version(
    name: str, two_workers: Cluster, quick_script: Path, tmp_path: Path
) -> None:
    """`new` differs from the cluster in its Python alone, `old` in dask as well."""
    python = require_python(name)
    options = ["--once", "--address", two_workers.address]
    done, report = run_script(python, quick_script, tmp_path, *options)
    assert done.code == 4, done.text
    assert two_workers.address in done.err and "--address" in done.err
    assert "Traceback" not in done.text
    assert report == {}


@pytest.mark.parametrize("python", ["old", "new"])
def test_another_python_is_never_allowed(
    python: str, two_workers: Cluster, quick_script: Path, tmp_path: Path
) -> None:
    """Code can't travel there: such workers die, one after another."""
    options = ["--once", "--address", two_workers.address, "--allow-version-mismatch"]
    done, report = run_script(require_python(python), quick_script, tmp_path, *options)
    assert done.code == 4, done.text
    assert "python 3." in done.err
    assert "try --allow" not in done.err
    assert "Traceback" not in done.text
    assert report == {}


def test_worker_of_another_version(
    bare_python: Path, quick_script: Path, tmp_path: Path
) -> None:
    preload = tmp_path / "other_dask.py"
    preload.write_text(OTHER_DASK)
    args = ("--no-nanny", "--preload", str(preload))
    with cluster(bare_python, tmp_path / "c", worker_args=args) as running:
        options = ["--once", "--address", running.address]
        done, report = run_script(bare_python, quick_script, tmp_path, *options)
    assert done.code == 4, done.text
    assert "2019.1.0" in done.err and running.address in done.err
    assert "Traceback" not in done.text
    assert report == {}


def test_another_version_may_be_allowed(
    bare_python: Path, quick_script: Path, tmp_path: Path
) -> None:
    preload = tmp_path / "other_dask.py"
    preload.write_text(OTHER_DASK)
    args = ("--no-nanny", "--preload", str(preload))
    with cluster(bare_python, tmp_path / "c", worker_args=args) as running:
        options = ["--once", "--allow-version-mismatch", "--address", running.address]
        done, report = run_script(bare_python, quick_script, tmp_path, *options)
    assert done.code == 0, done.text
    assert "2019.1.0" in done.err
    assert report["tasks"]["sum-1"]["result"] == "9900"
