"""Passes over the IR, one file and one pure function each."""

from collections.abc import Callable

from ..ir.flow import Flow
from .extents import extents
from .fuse import fuse
from .order import order

PASSES: tuple[Callable[[Flow], Flow], ...] = (order, extents, fuse)


Check = Callable[[Flow, list[str]], None]


def run_passes(flow: Flow, check: Check | None = None, fused: bool = True) -> Flow:
    """Run every pass, in order; after each, `check` sees the flow and what is done.

    If the flow is not to be `fused`, every task keeps its own nodes.
    """
    done: list[str] = []
    for each in PASSES:
        if each is fuse and not fused:
            continue
        flow = each(flow)
        done.append(each.__name__)
        if check is not None:
            check(flow, done)
    return flow
