"""Dask's own performance report around a run."""

import contextlib
import importlib.util
import os
from collections.abc import Iterator
from typing import Any, Callable, Optional

from ..reporting.report import path_filled_in


@contextlib.contextmanager
def performance_reported(
    backend: Any, path: Optional[str], announce: Callable[[str], None]
) -> Iterator[None]:
    """Have Dask write its report of what runs inside to `path`, if that is possible.

    It needs a cluster, and bokeh here and there; without them it is left out with a
    warning.
    """
    if path is None:
        yield
        return
    if not hasattr(backend, "client") or importlib.util.find_spec("bokeh") is None:
        announce("warning: no performance report: it needs a cluster and bokeh")
        yield
        return
    from distributed import performance_report

    with backend.client.as_current():
        recorder = performance_report(filename=path)
        recorder.__enter__()
        try:
            yield
        finally:
            try:
                recorder.__exit__(None, None, None)
            except Exception as error:
                announce(f"warning: no performance report: {error}")


def unfinished_path(path: Optional[str]) -> Optional[str]:
    """Where the report is written before the run's id is known."""
    return f"{path}.{os.getpid()}.tmp" if path else None


def finish_report(path: Optional[str], flow_run: Any) -> None:
    """Give the written report its name: {run_id} and {flow} are filled in."""
    unfinished = unfinished_path(path)
    if path is None or unfinished is None or not os.path.exists(unfinished):
        return
    os.replace(unfinished, path_filled_in(path, flow_run))
