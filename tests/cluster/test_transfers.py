"""What crosses the network, and what the cluster still holds when a run has ended."""

import json
from collections import Counter
from typing import Any

import pytest

from tests.support.cluster import cluster
from tests.support.commands import compile_text, run
from tests.support.places import require_python

pytestmark = [pytest.mark.cluster, pytest.mark.environment]

FLOW = """
from prefect import Flow, task, unmapped


@task
def make(number):
    return bytes([number]) * 200_000


@task
def size(block):
    return len(block)


@task
def all_sizes(blocks):
    return sum(map(len, blocks))


@task
def count(blocks):
    return len(blocks)


@task
def beside(number, blocks):
    return number + len(blocks)


@task
def listed():
    return [bytes([number]) * 200_000 for number in range(20)]


with Flow("transfers") as flow:
    blocks = make.map(range(40))
    first = all_sizes(blocks)
    second = count(blocks)
    third = beside.map(range(40), unmapped(blocks))
    sizes = size.map(listed())
"""
DRIVER = """
import json, sys
from distributed import Client
from out import run


def came(dask_worker):
    return [list(map(str, each["keys"])) for each in dask_worker.transfer_incoming_log]


client = Client(sys.argv[1])
flow_run = run(client=client)
assert flow_run.state == "Success", flow_run.report()
held = [str(key) for keys in client.has_what().values() for key in keys]
print("told:" + json.dumps({"came": client.run(came), "held": held}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """For each worker the keys of each transfer to it, and all keys in memory while
    the finished run is still there."""
    folder, python = tmp_path_factory.mktemp("transfers"), require_python("bare")
    compile_text(FLOW, folder)
    script = folder / "driver.py"
    script.write_text(DRIVER)
    with cluster(python, folder, worker_args=("--nthreads", "2")) as started:
        done = run([python, script, started.address], folder, ok=True)
    (line,) = (x for x in done.out.splitlines() if x.startswith("told:"))
    found: dict[str, Any] = json.loads(line.removeprefix("told:"))
    return found


def test_a_result_comes_to_a_worker_once(told: dict[str, Any]) -> None:
    assert any(told["came"].values())
    for transfers in told["came"].values():
        times = Counter(key for keys in transfers for key in keys)
        assert set(times.values()) <= {1}, times


def test_only_results_that_nobody_reads_are_held(told: dict[str, Any]) -> None:
    # A chunk's key is the text of a tuple, ('size-<run>', 4, 0).
    names = {key.lstrip("('").split("-")[0] for key in told["held"]}
    assert names == {"all_sizes", "count", "beside", "size"}
