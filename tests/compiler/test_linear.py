"""What the compiler does grows as its source does, whatever that repeats.

Calls are counted, and no time is taken: those for a file of twice the size, beside
those for the file, both without those for a flow of one task.
"""

import cProfile
from pathlib import Path

import black
import pytest
from flowc.compiler.driver import Options, compile_source
from flowc.compiler.source import read_source

from tests.support.shapes import of_flow, shape

# What took the square of the time, each with a size at which that is seen.
SIZES = {"dense set_upstream": 28, "tasks": 20, "imports": 80}
MOST = 1.15
# What an element of a long literal may cost: libcst alone makes some 300 calls for it.
MOST_OF_ONE = 100


@pytest.fixture(scope="module")
def least(tmp_path_factory: pytest.TempPathFactory) -> int:
    """The calls for a flow of one task, when all is loaded that is loaded once."""
    black.format_str("1", mode=black.Mode())
    path = tmp_path_factory.mktemp("least") / "flow.py"
    calls(of_flow(["one()"]), path)
    return calls(of_flow(["one()"]), path)


def calls(text: str, path: Path) -> int:
    """How many functions are called for a source."""
    path.write_text(text)
    profile = cProfile.Profile()
    profile.enable()
    compile_source(read_source(str(path)), Options(runtime="import"))
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("name", SIZES)
def test_twice_the_source_takes_twice_the_calls(
    name: str, least: int, tmp_path: Path
) -> None:
    head = len(of_flow([]))
    texts = [shape(name, SIZES[name] * factor) for factor in (1, 2)]
    once, twice = (calls(text, tmp_path / "flow.py") - least for text in texts)
    longer = (len(texts[1]) - head) / (len(texts[0]) - head)
    assert twice <= MOST * max(longer, 2) * once


@pytest.mark.parametrize("recorded", [False, True], ids=["lowered", "recorded"])
@pytest.mark.parametrize("name", ["list", "dict", "module list"])
def test_a_long_literal_costs_little_more_than_its_length(
    name: str, recorded: bool, tmp_path: Path
) -> None:
    texts = [shape(name, size, recorded) for size in (2000, 4000)]
    once, twice = (calls(text, tmp_path / "flow.py") for text in texts)
    assert twice - once <= MOST_OF_ONE * 2000
