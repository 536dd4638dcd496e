"""What all tests of the runtime share: none sees the scripts that others have made."""

from collections.abc import Iterator

import pytest
from flowc.runtime.scripts import SCRIPTS


@pytest.fixture(autouse=True)
def only_own_scripts() -> Iterator[None]:
    """Take away the scripts that imported modules have made: what one asks of a run,
    as its tasks' context, every run of the process gets."""
    before = dict(SCRIPTS)
    SCRIPTS.clear()
    yield
    SCRIPTS.clear()
    SCRIPTS.update(before)
