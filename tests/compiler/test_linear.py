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

from tests.support.shapes import SHAPES, of_flow, shape

SIZE = 20
MOST = 1.15


@pytest.fixture(scope="module", params=[False, True], ids=["lowered", "recorded"])
def recorded(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def least(recorded: bool, tmp_path_factory: pytest.TempPathFactory) -> int:
    """The calls for a flow of one task, when all is loaded that is loaded once."""
    black.format_str("1", mode=black.Mode())
    path = tmp_path_factory.mktemp("least") / "flow.py"
    calls(of_flow(["one()"], (), recorded), path)
    return calls(of_flow(["one()"], (), recorded), path)


def calls(text: str, path: Path) -> int:
    """How many functions are called for a source."""
    path.write_text(text)
    profile = cProfile.Profile()
    profile.enable()
    compile_source(read_source(str(path)), Options(runtime="import"))
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("name", SHAPES)
def test_twice_the_source_takes_twice_the_calls(
    name: str, recorded: bool, least: int, tmp_path: Path
) -> None:
    head = len(of_flow([]))
    texts = [shape(name, SIZE * factor, recorded) for factor in (1, 2)]
    once, twice = (calls(text, tmp_path / "flow.py") - least for text in texts)
    longer = (len(texts[1]) - head) / (len(texts[0]) - head)
    assert twice <= MOST * max(longer, 2) * max(once, 2000)
