"""pendulum, which Prefect 1 has its times from, where it is installed."""

import importlib
import sys
from typing import Any

from .context import process_registry


def pendulum_module() -> Any:
    """pendulum, where it is installed, else None; a process looks for it once."""
    if "pendulum" not in sys.modules:
        registry = process_registry()
        if registry.get("without_pendulum"):
            return None
        try:
            importlib.import_module("pendulum")
        except ImportError:
            registry["without_pendulum"] = True
    return sys.modules.get("pendulum")
