"""What all tests share: the verifier behind every pass, and goldens to be rewritten."""

from functools import partial

import pytest
from flowc.compiler import driver
from flowc.compiler.ir.verify import verify
from flowc.compiler.passes import run_passes


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what tests/golden/ expects anew, from what flowc does now",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Check the IR after every pass of whatever compiles in this process."""
    patch = pytest.MonkeyPatch()
    patch.setattr(driver, "run_passes", partial(run_passes, check=verify))
    config.add_cleanup(patch.undo)
