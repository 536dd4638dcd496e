"""A package that the client has and the workers have not."""

from pathlib import Path

import pytest

from tests.support.cluster import cluster
from tests.support.commands import flowc
from tests.support.places import require_python
from tests.support.reports import run_script

pytestmark = [pytest.mark.cluster, pytest.mark.environment]

FLOW = """
import numpy as np
from prefect import Flow, task

@task
def plain():
    return 1

@task
def total(x):
    return int(np.arange(3).sum()) + x

with Flow("missing") as flow:
    total(plain())
"""


def test_a_package_that_the_workers_lack(bare_python: Path, tmp_path: Path) -> None:
    client = require_python("libraries")
    source, script = tmp_path / "flow.py", tmp_path / "out.py"
    source.write_text(FLOW)
    assert flowc("compile", source, "-o", script, folder=tmp_path).code == 0
    with cluster(bare_python, tmp_path / "c") as running:
        options = ["--once", "--address", running.address]
        done, _ = run_script(client, script, tmp_path, *options)
    assert done.code == 4, done.text
    assert "numpy" in done.err and "workers" in done.err
    assert "Traceback" not in done.text
