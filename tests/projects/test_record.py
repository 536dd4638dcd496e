"""The recorder still records what is recorded."""

import pytest

from tests.projects.project import ALL, Project
from tests.projects.record import run_isolated
from tests.projects.scripts import named
from tests.support.places import require_python


@pytest.mark.environment
@pytest.mark.slow
@named(ALL[::15])
def test_recording_again_gives_the_same(project: Project) -> None:
    require_python("oracle")
    assert run_isolated(project) == project.expected
