"""Arrays and frames as arguments, constants, globals and results of tasks.

The scheduler has neither numpy nor pandas: only workers and client need them.
"""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cluster import Cluster, cluster, start_worker
from tests.support.commands import compile_text
from tests.support.places import require_python
from tests.support.reports import run_script

pytestmark = [pytest.mark.cluster, pytest.mark.environment]

TASKS = """
import numpy as np
import pandas as pd
from prefect import Flow, Parameter, task, unmapped
from prefect.triggers import all_failed

W = np.arange(3.0)
PAIR = [np.ones(2), np.zeros(2)]
FRAME = pd.DataFrame({"dask": ["a", "b", "a"], "v": [1, 2, 3]})


@task
def size(x):
    return len(x)


@task
def deep(x):
    return float(sum(each.sum() for each in x["deep"]))


@task
def scaled(x, w):
    return float(x * w.sum())


@task
def double(x):
    return x * 2


@task
def of(key, frame):
    return int(frame[frame.dask == key].v.sum())


@task
def three(x, w, frame):
    return float(x.sum() + w.sum() + frame.v.sum())


@task
def with_globals(x):
    return float(W.sum() + FRAME.v.sum()) + x


@task
def array():
    return W + 1


@task
def arrays():
    return [np.full(3, n) for n in range(5)]


@task
def frame():
    return FRAME.assign(w=1.5)


@task
def total(xs):
    return float(sum(np.sum(x) for x in xs))


@task
def broken(w):
    raise ValueError(w)


@task(trigger=all_failed)
def told(error):
    return float(error.args[0].sum())
"""
BLOCK = """
size(W)
size(FRAME)
size((W, FRAME))
deep({"deep": [W, W]})
scaled(2, w=Parameter("weights", default=W))
scaled.map([1, 2], w=unmapped(W))
scaled.map([1, 2], w=unmapped(array()))
of.map(["a", "b"], frame=unmapped(FRAME))
total(double.map(W))
total(double.map(double.map(PAIR)))
three.map(PAIR, unmapped(W), frame=unmapped(FRAME))
total(double.map(arrays()))
with_globals.map([1, 2])
total(double(array()))
size(frame())
total(double.map(frame()["v"]))
total([W, array()])
told(broken(W))
"""
EXPECTED = {
    "size-1": "3",
    "size-2": "3",
    "size-3": "2",
    "deep-1": "6.0",
    "scaled-1": "6.0",
    "scaled-2": "[3.0, 6.0]",
    "scaled-3": "[6.0, 12.0]",
    "of-1": "[4, 2]",
    "total-1": "6.0",
    "total-2": "8.0",
    "three-1": "[11.0, 9.0]",
    "total-3": "60.0",
    "with_globals-1": "[10.0, 11.0]",
    "total-4": "12.0",
    "size-4": "3",
    "total-5": "12.0",
    "total-6": "9.0",
    "told-1": "3.0",
}
LOWERED = 'with Flow("arrays") as flow:\n' + textwrap.indent(BLOCK, "    ")
RECORDED = (
    "def steps():\n"
    + textwrap.indent(BLOCK, "    ")
    + '\n\nwith Flow("arrays") as flow:\n    steps()\n'
)


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers that have the packages, of a scheduler that has not."""
    folder, python = tmp_path_factory.mktemp("arrays"), require_python("libraries")
    with cluster(require_python("bare"), folder, 0) as started:
        for name in ("a", "b"):
            worker = start_worker(python, folder, started.address, name)
            started.workers.append(worker)
        for worker in started.workers:
            worker.wait_for("Registered to:")
        yield started


@pytest.mark.parametrize("block", [LOWERED, RECORDED], ids=["lowered", "recorded"])
def test_the_scheduler_looks_into_no_array(
    apart: Cluster, block: str, tmp_path: Path
) -> None:
    script = compile_text(f"{TASKS}\n\n{block}", tmp_path)
    python = require_python("libraries")
    done, report = run_script(python, script, tmp_path, "--address", apart.address)
    tasks = report["tasks"]
    assert {slug: tasks[slug]["result"] for slug in EXPECTED} == EXPECTED, done.text
