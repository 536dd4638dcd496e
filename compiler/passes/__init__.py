"""Passes over the IR, one file and one pure function each."""

from collections.abc import Callable, Iterator

from ..diagnostics import Diagnostic, diagnose
from ..ir.flow import Flow
from .extents import extents
from .fuse import fuse

PASSES: tuple[Callable[[Flow], Flow], ...] = (extents, fuse)


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


def notes_of(flow: Flow) -> Iterator[Diagnostic]:
    """What the passes say: a note for each pair of maps in a row that is not fused."""
    for each in flow.unfused:
        first, second = flow.nodes[each.source], flow.nodes[each.node]
        message = f"{first.label} and {second.label} are not fused: {each.reason}"
        yield diagnose("FLC427", message, second.span)
