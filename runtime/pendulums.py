"""pendulum, which Prefect 1 has its times from, where it is installed."""

import importlib
import sys
from typing import Any

from .context import process_registry


def pendulum_module() -> Any:
    """pendulum, where it is installed, else None; a process looks for it once.

    The import waits for a thread that is at it; `sys.modules` would have half of it.
    """
    registry = process_registry()
    if registry.get("without_pendulum") and not sys.modules.get("pendulum"):
        return None
    try:
        return importlib.import_module("pendulum")
    except ImportError:
        registry["without_pendulum"] = True
        return None
