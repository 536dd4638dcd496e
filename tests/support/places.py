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


def seed_text(entry: str | None = None) -> str:
    """Return the documentation page's flow, its tasks waiting a hundredth as long.

    With `entry`, that stands in place of its `main` and `__main__` guard.
    """
    text = (FLOWS / "seed_dask_flow.py").read_text()
    text = text.replace("random.random() / 10", "random.random() / 1000")
    return text if entry is None else text[: text.index("def main():")] + entry
