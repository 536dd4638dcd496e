"""Passes over the IR, one file and one pure function each."""

from collections.abc import Callable

from ..ir.flow import Flow
from .extents import extents
from .fuse import fuse
from .order import order

PASSES: tuple[Callable[[Flow], Flow], ...] = (order, extents, fuse)


def run_passes(flow: Flow) -> Flow:
    """Run every pass, in order."""
    for each in PASSES:
        flow = each(flow)
    return flow
