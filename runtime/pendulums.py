"""pendulum, which Prefect 1 has its times from, where it is installed."""

import importlib
import sys
from typing import Any

without_pendulum: list[bool] = []


def pendulum_module() -> Any:
    """pendulum, where it is installed, else None; a process looks for it once."""
    if "pendulum" not in sys.modules:
        if without_pendulum:
            return None
        try:
            importlib.import_module("pendulum")
        except ImportError:
            without_pendulum.append(True)
    return sys.modules.get("pendulum")
