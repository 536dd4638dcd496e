"""The README says what is there: its flow, its script, the options of both commands."""

import re
import sys

import pytest

from tests.environments import CHECKOUT
from tests.support.commands import flowc, run
from tests.support.places import EXAMPLES

README = (CHECKOUT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def options(text: str) -> set[str]:
    joined = re.sub(r"-\n\s+", "-", text)  # where a help text broke a line
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", joined))


def between(start: str, end: str) -> str:
    return README.partition(start)[2].partition(end)[0]


def test_opens_with_what_it_is() -> None:
    assert README.startswith("# flowc\n\nflowc compiles Prefect 0.x and 1.x flow files")


def test_shows_the_diamond_and_its_script() -> None:
    flow, script = blocks("python")[:2]
    assert flow in (EXAMPLES / "diamond" / "dask_flow.py").read_text()
    written = (EXAMPLES / "diamond" / "out.py").read_text()
    for part in script.split("\n\n\n"):
        assert part.strip() in written


def test_lists_every_option_of_a_script() -> None:
    script = EXAMPLES / "diamond" / "out.py"
    told = run([sys.executable, script, "--help"], CHECKOUT, ok=True)
    listed = between("| option | |", "\n\n")
    found = {each for each in options(told.out) if not each.startswith("--flowc-")}
    assert options(listed) == found - {"--help", "--parameter"}
    own = {each.replace("--", "--flowc-") for each in found}
    assert own == options(told.out) - found


def test_lists_every_option_of_compile() -> None:
    told = flowc("compile", "--help", folder=CHECKOUT, ok=True)
    listed = between("| `flowc compile` | |", "\n\n") + "--output --help --verbose"
    assert options(told.out) <= options(listed) | {"--quiet", "--color"}
    assert options(between("| `flowc compile` | |", "\n\n")) <= options(told.out)


def test_lists_every_option_of_analyze() -> None:
    told = flowc("analyze", "--help", folder=CHECKOUT, ok=True)
    listed = options(between("| `flowc analyze` | |", "\n\n"))
    assert options(told.out) == listed | {"--help", "--verbose", "--quiet"}


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "docs/differences.md", "docs/program.md"]
)
def test_files_that_are_named_exist(name: str) -> None:
    text = (CHECKOUT / name).read_text()
    linked = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    folders = "compiler|runtime|tests|docs|examples"
    named = re.findall(rf"(?<=`)(?:{folders})/[\w./]+(?=`)", text)
    assert linked or named
    paths = [(CHECKOUT / name).parent / path for path in linked]
    paths += [CHECKOUT / path for path in named]
    assert [path for path in paths if not path.exists()] == []
