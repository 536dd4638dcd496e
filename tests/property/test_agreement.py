"""What is recorded of generated flows under real Prefect is of today's generator."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.property.oracle_run import AGREEMENT, FIRST, digest, main, trials
from tests.support.places import require_python


@pytest.fixture(scope="module")
def agreement() -> dict[str, Any]:
    recorded: dict[str, Any] = json.loads(AGREEMENT.read_text())
    return recorded


def test_every_recorded_flow_agreed(agreement: dict[str, Any]) -> None:
    assert agreement["count"] >= 300
    assert agreement["agreed"] == agreement["count"]
    assert agreement["disagreed"] == []


def test_the_seed_still_makes_these_flows(agreement: dict[str, Any]) -> None:
    """Otherwise run oracle_run.py with --record again."""
    assert agreement["first_texts"]["count"] == FIRST
    chosen, _, _ = trials(agreement["seed"], FIRST)
    assert digest(chosen) == agreement["first_texts"]["sha256"]


@pytest.mark.environment
@pytest.mark.slow
def test_some_flows_under_prefect(tmp_path: Path) -> None:
    require_python("oracle")
    options = ["--seed", "5", "--count", "12", "--failures", str(tmp_path)]
    assert main(options) == 0, "\n".join(p.read_text() for p in tmp_path.iterdir())
