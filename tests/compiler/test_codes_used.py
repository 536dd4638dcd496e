"""The table of codes and the compiler's source say the same codes."""

import re
from collections.abc import Iterator
from pathlib import Path

import flowc.compiler.driver as driver
from flowc.compiler.diagnostics import CODES

COMPILER = Path(driver.__file__).parent
# Made from an exception rather than said by name.
IMPLICIT = {"FLC999"}


def sources() -> Iterator[Path]:
    """The compiler's files, the tables of codes aside."""
    tables = COMPILER / "diagnostics"
    for path in sorted(COMPILER.rglob("*.py")):
        if path.parent != tables or not path.name.startswith("codes_"):
            yield path


def said() -> set[str]:
    """Every code that occurs in the compiler's source."""
    texts = (path.read_text(encoding="utf-8") for path in sources())
    return {code for text in texts for code in re.findall(r"FLC\d{3}", text)}


def test_every_code_that_is_said_has_a_row() -> None:
    assert said() - set(CODES) == set()


def test_every_row_is_said() -> None:
    assert set(CODES) - said() - IMPLICIT == set()
