"""Tasks that ask for resources by their tags run on the workers that have them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cluster import start_scheduler, start_worker
from tests.support.commands import compile_text, run
from tests.support.places import require_python
from tests.support.reports import run_script

pytestmark = [pytest.mark.cluster, pytest.mark.environment]

FLOW = """
from prefect import Flow, task


@task
def inc(x):
    return x + 1


@task(tags=["dask-resource:GPU=1"])
def where(x):
    from distributed import get_worker

    return get_worker().name


@task(tags=["dask-resource:GPU=1"])
def alone():
    from distributed import get_worker

    return get_worker().name


@task
def some():
    return list(range(20))


with Flow("resources") as flow:
    places = where.map(inc.map(range(20)))
    one = alone()
    others = where.map(some())
"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A cluster of two workers, of which `rich` has two of what is asked for."""
    python = require_python("bare")
    place, scheduler = start_scheduler(python, tmp_path)
    plain = ("--no-nanny",)
    workers = [
        start_worker(python, tmp_path, place, "poor", *plain),
        start_worker(python, tmp_path, place, "rich", *plain, "--resources", "GPU=2"),
    ]
    try:
        for worker in workers:
            worker.wait_for("Registered to:")
        yield place
    finally:
        for process in (*workers, scheduler):
            process.kill_session()


def test_they_run_where_the_resources_are(address: str, tmp_path: Path) -> None:
    script = compile_text(FLOW, tmp_path)
    python = require_python("bare")
    done, report = run_script(python, script, tmp_path, "--address", address)
    assert done.code == 0, done.text
    tasks = report["tasks"]
    for slug in ("where-dask-resource:GPU=1-1", "where-dask-resource:GPU=1-2"):
        results = [child["result"] for child in tasks[slug]["children"]]
        assert results == ["'rich'"] * 20
    assert tasks["alone-dask-resource:GPU=1-1"]["result"] == "'rich'"


def test_a_tag_that_names_no_amount_is_said(tmp_path: Path) -> None:
    flow = FLOW.replace('"dask-resource:GPU=1"', '"dask-resource:GPU=some"')
    script = compile_text(flow, tmp_path)
    done = run([require_python("bare"), script, "--local", "threads"], tmp_path)
    assert done.code == 1, done.text
    assert (
        "the tag 'dask-resource:GPU=some' is not like dask-resource:GPU=1" in done.err
    )
    assert "Traceback" not in done.text
