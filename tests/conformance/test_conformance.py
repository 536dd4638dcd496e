"""Every case of today's language ends as it did under Prefect 1.4.1."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conformance import case as cases
from tests.conformance.case import CASES, Case, summary
from tests.conformance.limits import DIFFERENT, LATER
from tests.support.cluster import Cluster, cluster
from tests.support.commands import Command, Done, flowc, run
from tests.support.places import require_python

ALL = [Case(path) for path in CASES]
BUILT = [case for case in ALL if case.name not in LATER]
RUNS = [case for case in BUILT if "build_error" not in case.expected]
PREAMBLE = Path(__file__).with_name("in_process.py")


def named(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    with cluster(require_python("bare"), folder) as running:
        yield running


def compile_case(case: Case, folder: Path, ok: bool = True) -> Done:
    return flowc("compile", case.path, "-o", "out.py", folder=folder, ok=ok)


def compare(case: Case, done: Done, report: Path) -> None:
    """Compare the last run's report, or its refusal, with Prefect's record."""
    expected = case.expected["runs"][-1]
    if "run_error" in expected:
        assert done.code not in (0, 3, 4), done.text
        assert expected["run_error"].partition(": ")[2] in done.text
        assert not report.exists()
        return
    assert report.exists(), done.text
    written, recorded = summary(json.loads(report.read_text())), summary(expected)
    for slug in DIFFERENT.get(case.name, ()):
        assert written.pop(slug) != recorded.pop(slug), "not different any more"
    assert written == recorded, done.text
    assert done.code == (0 if expected["flow_state"] == "Success" else 1)


@named(RUNS)
def test_in_one_process(case: Case, tmp_path: Path) -> None:
    compile_case(case, tmp_path)
    start: Command = [sys.executable, PREAMBLE, "events.json", "out.py", "--once"]
    options = ["--local", "sync", "--report", "report.json", *case.options]
    done = run([*start, *options], tmp_path, case.env)
    compare(case, done, tmp_path / "report.json")
    events = json.loads((tmp_path / "events.json").read_text())
    if case.constant("EVENTS_ANY_ORDER", False):
        events.sort(key=json.dumps)
    assert events == case.expected.get("events")


@pytest.mark.cluster
@pytest.mark.environment
@named(RUNS)
def test_on_a_cluster(case: Case, two_workers: Cluster, tmp_path: Path) -> None:
    compile_case(case, tmp_path)
    start: Command = [require_python("bare"), "out.py", "--once"]
    options = ["--address", two_workers.address, "--report", "report.json"]
    done = run([*start, *options, *case.options], tmp_path, case.env)
    compare(case, done, tmp_path / "report.json")


@pytest.fixture(scope="module")
def diagnostics(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Codes of what `flowc check` says of every case, by name and severity."""
    folder = tmp_path_factory.mktemp("check")
    done = flowc("check", "--format", "json", *CASES, folder=folder)
    assert done.code == 1 and "Traceback" not in done.err, done.text
    said = defaultdict(set)
    for found in json.loads(done.out)["diagnostics"]:
        name = Path(found["span"]["file"]).stem
        said[f"{name} {found['severity']}"].add(found["code"])
    return said


@named([case for case in BUILT if "build_error" in case.expected])
def test_refused_as_prefect_refuses_it(
    case: Case, diagnostics: dict[str, set[str]], tmp_path: Path
) -> None:
    assert diagnostics[f"{case.name} error"]
    done = compile_case(case, tmp_path, ok=False)
    assert done.code == 1, done.text
    assert "FLC" in done.err and "^" in done.err


@pytest.mark.parametrize("name", LATER)
def test_what_comes_later_is_refused(
    name: str, diagnostics: dict[str, set[str]]
) -> None:
    """A case that compiles belongs among the others: delete it from LATER."""
    assert diagnostics[f"{name} error"], f"{LATER[name]} compiles now"


def test_every_case_is_recorded() -> None:
    assert [case.name for case in ALL] == list(cases.recorded())
