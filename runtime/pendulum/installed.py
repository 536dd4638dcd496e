"""pendulum, which Prefect 1 has its times from, where it is installed."""

import importlib
import sys
from typing import Any

without_pendulum: list[bool] = []


def pendulum_module() -> Any:
    """pendulum, where it is installed, else None; a process looks for it once.

    The import waits for a thread that is at it; `sys.modules` would have half of it.
    """
    if without_pendulum and not sys.modules.get("pendulum"):
        return None
    try:
        return importlib.import_module("pendulum")
    except ImportError:
        without_pendulum.append(True)
        return None
