"""Cases end on a cluster, where flowc is not, as they did under Prefect 1.4.1."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conformance.case import ALL, Case
from tests.conformance.compare import compare
from tests.conformance.limits import DIFFERENT, ON_SEVERAL_PROCESSES
from tests.conformance.runner import Runner, runner, script_of
from tests.support.cluster import cluster
from tests.support.places import require_python

pytestmark = [pytest.mark.cluster, pytest.mark.environment, pytest.mark.slow]

RUN = [case for case in ALL if "runs" in case.expected]
# What task bodies read. Settings of Prefect are the client's.
OF_WORKERS = {
    name: value
    for case in RUN
    for name, value in case.env.items()
    if not name.startswith("PREFECT__")
}


class Place(NamedTuple):
    """A client without flowc, the address of its cluster, and what all can write to."""

    client: Runner
    address: str
    scratch: Path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    python, folder = require_python("bare"), tmp_path_factory.mktemp("cluster")
    scratch = folder / "scratch"
    env = {**OF_WORKERS, "CASE_TMP": str(scratch)}
    with (
        cluster(python, folder / "dask", env=env) as running,
        runner(python, folder / "client", ["dask", "distributed"]) as client,
    ):
        yield Place(client, running.address, scratch)


@pytest.mark.parametrize("case", RUN, ids=lambda case: case.name)
def test_on_a_cluster(case: Case, place: Place, tmp_path: Path) -> None:
    script = script_of(case, "inline")
    address = ["--address", place.address]
    done = place.client.run(case, script, tmp_path, place.scratch, address)
    compare(case, done, DIFFERENT, ON_SEVERAL_PROCESSES)
