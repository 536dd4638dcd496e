"""The recorder still records what is recorded."""

import json
from pathlib import Path

import pytest

from tests.conformance.case import HERE, recorded
from tests.support.commands import Command, run
from tests.support.places import require_python

SOME = ["001_linear", "075_map_child_fails", "152_parameter_unknown", "159_env_context"]


@pytest.mark.environment
@pytest.mark.slow
def test_recording_again_gives_the_same(tmp_path: Path) -> None:
    python = require_python("oracle")
    command: Command = [python, HERE / "oracle.py", "-o", "again.json", *SOME]
    run(command, tmp_path, ok=True)
    again = json.loads((tmp_path / "again.json").read_text())
    assert len(again) == len(SOME)
    assert again == [recorded()[entry["case"]] for entry in again]
