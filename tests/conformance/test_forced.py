"""Maps end as under Prefect 1.4.1 however they are fused and cut into chunks."""

import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flowc.runtime
import pytest

from tests.conformance.case import ALL, Case
from tests.conformance.compare import compare
from tests.conformance.limits import DIFFERENT
from tests.conformance.runner import Runner, runner, script_of

# What makes every map take the path of a wide one.
AS_WIDE_MAPS = {
    "flowc.runtime.worker.chunk_node": {"CHILDREN_LIMIT": -1, "PREVIEWED": 0}
}


def maps(case: Case) -> bool:
    """Whether a task of the case is mapped."""
    runs = case.expected.get("runs", ())
    tasks = [task for run in runs for task in run.get("tasks", {}).values()]
    return any("children" in task or task["state"] == "Mapped" for task in tasks)


# Its elements count on one another's order, which chunks do not keep.
ORDERED = "199_stateful_task_instance"
MAPPED = [case for case in ALL if maps(case) and case.name != ORDERED]
named = pytest.mark.parametrize("case", MAPPED, ids=lambda case: case.name)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """A process of this Python that has imported all of the runtime."""
    found = pkgutil.walk_packages(flowc.runtime.__path__, "flowc.runtime.")
    modules = [module.name for module in found]
    with runner(sys.executable, tmp_path_factory.mktemp("warm"), modules) as running:
        yield running


def test_there_are_maps() -> None:
    assert len(MAPPED) > 50


@named
@pytest.mark.parametrize("fuse", [True, False], ids=["fused", "unfused"])
@pytest.mark.parametrize("chunks", ["2", "40"])
def test_cut_and_fused(
    case: Case, fuse: bool, chunks: str, warm: Runner, tmp_path: Path
) -> None:
    script = script_of(case, "import", fuse)
    options = ["--local", "sync", "--chunks", chunks]
    done = warm.run(case, script, tmp_path, tmp_path / "case", options)
    compare(case, done, DIFFERENT)


@named
def test_as_if_wide(case: Case, warm: Runner, tmp_path: Path) -> None:
    """Elements go through the kernel, and the report shows those one by one that are
    no plain successes."""
    script = script_of(case, "import")
    options = ["--local", "sync", "--chunks", "3"]
    folder = tmp_path / "case"
    done = warm.run(case, script, tmp_path, folder, options, AS_WIDE_MAPS)
    compare(case, done, DIFFERENT, seen=unusual_only)


def unusual_only(entry: Any) -> Any:
    """A task's entry of a summary, without what a wide map does not show."""
    if not isinstance(entry, dict) or not isinstance(entry.get("children"), list):
        return entry
    children = [child for child in entry["children"] if child["state"] != "Success"]
    return {**entry, "children": children, "result": None}
