"""pendulum, which Prefect 1 has its times from, where it is installed."""

import importlib
from typing import Any


def pendulum_module() -> Any:
    """pendulum, where it is installed, else None."""
    try:
        return importlib.import_module("pendulum")
    except ImportError:
        return None
