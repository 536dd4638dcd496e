"""What all tests of the runtime share: none sees scripts and tasks of the others."""

from collections.abc import Iterator

import pytest
from flowc.runtime.authoring.delayed import TASKS
from flowc.runtime.reporting.source_lines import SCRIPTS


@pytest.fixture(autouse=True)
def only_own_scripts() -> Iterator[None]:
    """Take away the scripts that imported modules have made: what one asks of a run,
    as its tasks' context, every run of the process gets."""
    before = dict(SCRIPTS)
    SCRIPTS.clear()
    yield
    SCRIPTS.clear()
    SCRIPTS.update(before)


@pytest.fixture(autouse=True)
def only_own_tasks() -> Iterator[None]:
    """Forget the tasks that a test makes of functions, and the settings it gives."""
    before = dict(TASKS)
    yield
    TASKS.clear()
    TASKS.update(before)
