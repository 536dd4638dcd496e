"""The examples: their scripts are what flowc writes today, and they run."""

import ast
import re
import sys
from pathlib import Path

import pytest

from tests.environments import CHECKOUT
from tests.support.commands import flowc, run
from tests.support.places import EXAMPLES
from tests.support.reports import run_script

FLOWS = {"diamond": "dask_flow.py", "stdlib_census": "census_flow.py"}


def test_every_example_is_listed_and_complete() -> None:
    folders = {path.name for path in EXAMPLES.iterdir() if path.is_dir()}
    assert folders == set(FLOWS)
    for name, source in FLOWS.items():
        assert {path.name for path in (EXAMPLES / name).iterdir()} >= {
            "README.md",
            "out.py",
            source,
        }


@pytest.mark.parametrize("name", FLOWS)
def test_script_is_in_step(name: str, tmp_path: Path) -> None:
    source = f"examples/{name}/{FLOWS[name]}"
    output = f"examples/{name}/out.py"
    words = ("compile", source, "--runtime", "import")
    done = flowc(*words, "-o", output, "--check", folder=CHECKOUT)
    assert done.code == 0, done.text
    again = flowc(*words, folder=CHECKOUT, ok=True)
    assert again.out == (CHECKOUT / output).read_text()


def test_diamond_runs_on_a_cluster_of_its_own(tmp_path: Path) -> None:
    script = EXAMPLES / "diamond" / "out.py"
    done, report = run_script(sys.executable, script, tmp_path)
    assert done.code == 0, done.text
    assert report["tasks"]["sum-1"]["result"] == "9900"
    assert "sum-1 = 9900" in done.text


def test_readme_command_prints_the_result(tmp_path: Path) -> None:
    """What the README's first command does after it has installed flowc."""
    readme = (CHECKOUT / "README.md").read_text()
    [command] = re.findall(r"^python3 -m venv .*flowc (run .*)$", readme, re.MULTILINE)
    done = flowc(*command.split(), folder=CHECKOUT)
    assert done.code == 0, done.text
    assert "sum-1 = 9900" in done.text


def number_before(words: str, text: str) -> int:
    [number] = re.findall(rf"([\d,]+) {words}", text)
    return int(number.replace(",", ""))


def test_census_counts_what_does_not_parse(tmp_path: Path) -> None:
    script = EXAMPLES / "stdlib_census" / "out.py"
    done, report = run_script(sys.executable, script, tmp_path, "--param", "top=3")
    assert done.code == 0, done.text
    tasks = report["tasks"]
    counts = tasks["parse-1"]["counts"]
    assert counts["Failed"] > 0 and counts["Success"] > 100
    assert tasks["measure-1"]["counts"]["TriggerFailed"] == counts["Failed"]
    assert tasks["table-1"]["state"] == "Success"
    assert number_before("of them parsed", done.out) == counts["Success"]
    assert number_before("modules", done.out) == sum(counts.values())
    assert f"Not parsed: {counts['Failed']}" in done.out
    assert "Most functions" in done.out


def functions(text: str) -> dict[str, str]:
    """Return the text of each module-level function, decorators aside."""
    found = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)]
    lines = text.splitlines()
    return {n.name: "\n".join(lines[n.lineno - 1 : n.end_lineno]) for n in found}


@pytest.mark.parametrize("name", FLOWS)
def test_functions_are_carried_word_for_word(name: str) -> None:
    source = functions((EXAMPLES / name / FLOWS[name]).read_text())
    script = functions((EXAMPLES / name / "out.py").read_text())
    assert source
    assert {name: script.get(name) for name in source} == source


def test_diamond_s_own_part_is_short() -> None:
    text = (EXAMPLES / "diamond" / "out.py").read_text()
    assert len(text.splitlines()) < 100


@pytest.mark.parametrize("name", FLOWS)
def test_script_imports_nothing_that_it_does_not_use(name: str) -> None:
    done = run([sys.executable, "-m", "pyflakes", "out.py"], EXAMPLES / name)
    lines = (EXAMPLES / name / "out.py").read_text().splitlines()
    found = re.findall(r"^out.py:(\d+):\d+:? (.*)$", done.out, re.MULTILINE)
    assert [
        f"{number}: {said}"
        for number, said in found
        if is_about_an_import(said) and "noqa: F401" not in lines[int(number) - 1]
    ] == []
    assert done.err == ""


def is_about_an_import(said: str) -> bool:
    return "imported but unused" in said or said.startswith("redefinition")
