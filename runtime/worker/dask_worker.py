"""The Dask worker that this process is, if it is one."""

import sys
from typing import Any


def on_worker() -> Any:
    """The Dask worker that runs this task, or None (also under a local scheduler)."""
    if "distributed" not in sys.modules:
        return None
    from distributed import get_worker

    try:
        return get_worker()
    except ValueError:
        return None
