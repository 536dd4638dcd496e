"""Every case ends in one process as it did under Prefect 1.4.1."""

import json
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import flowc.runtime
import pytest

from tests.conformance.case import ALL, Case, recorded
from tests.conformance.compare import compare
from tests.conformance.limits import DIFFERENT, ON_SEVERAL_PROCESSES
from tests.conformance.runner import Runner, compile_case, runner, script_of, shown

REFUSED = [case for case in ALL if "build_error" in case.expected]
RUN = [case for case in ALL if "runs" in case.expected]


def named(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """A process of this Python that has imported all of the runtime."""
    found = pkgutil.walk_packages(flowc.runtime.__path__, "flowc.runtime.")
    modules = [module.name for module in found]
    with runner(sys.executable, tmp_path_factory.mktemp("warm"), modules) as running:
        yield running


@named(RUN)
def test_in_one_process(case: Case, warm: Runner, tmp_path: Path) -> None:
    script = script_of(case, "import")
    done = warm.run(case, script, tmp_path, tmp_path / "case", ["--local", "sync"])
    compare(case, done, DIFFERENT)
    events = done.events
    if case.constant("EVENTS_ANY_ORDER", False):
        events.sort(key=json.dumps)
    assert events == case.expected.get("events")


@named(REFUSED)
def test_refused_as_prefect_refuses_it(
    case: Case, warm: Runner, tmp_path: Path
) -> None:
    """Refused by the compiler; by the script, as by Prefect, if only that can know."""
    result = compile_case(case, "import")
    if not result.scripts:
        text = shown(case, result)
        assert "FLC" in text and "^" in text
        return
    script = result.scripts[0].text
    done = warm.run(case, script, tmp_path, tmp_path / "case", ["--local", "sync"])
    assert done.reports == [None] and done.codes != [0]
    assert case.expected["build_error"].partition(": ")[2] in done.text


def test_the_tables_are_of_cases() -> None:
    assert {*DIFFERENT, *ON_SEVERAL_PROCESSES} <= recorded().keys()


def test_every_case_is_recorded() -> None:
    assert [case.name for case in ALL] == list(recorded())
