"""Environments that tests ask for, and files of the checkout."""

from pathlib import Path

import pytest

from tests.environments import CHECKOUT, is_current, python_of

FLOWS = CHECKOUT / "tests" / "flows"
EXAMPLES = CHECKOUT / "examples"


def require_python(name: str) -> Path:
    """Return the interpreter of environment `name`; skip the test without it."""
    if not is_current(name):
        pytest.skip(f"no environment {name!r}: python tests/environments.py {name}")
    return python_of(name)
