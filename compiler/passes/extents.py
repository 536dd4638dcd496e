"""Gives every node its extent: once, a known length, or the length of a result."""

from dataclasses import replace

from ..ir.expr import Expr
from ..ir.extent import ONCE, Extent, Known, Length, shortest
from ..ir.flow import Constant, Edge, Flow, Node, ParameterRead, Ref, Region


def extents(flow: Flow) -> Flow:
    """Compute the extents in the order of the region, upstream first.

    Two maps have the same index space if their extents are equal: the same known
    length, the length of the same result, or of the same build-time name.
    """
    rebound = _rebound(flow)
    found: dict[int, Node] = {}
    items = []
    for item in flow.region.items:
        if isinstance(item, Node):
            item = replace(item, extent=_extent(item, found, rebound))
            found[item.number] = item
        items.append(item)
    return replace(flow, region=Region(tuple(items)))


def _rebound(flow: Flow) -> frozenset[str]:
    """The names that the block itself binds: at two places they may be two values."""
    return frozenset(name for item in flow.region.carried() for name in item.binds)


def _extent(node: Node, found: dict[int, Node], rebound: frozenset[str]) -> Extent:
    spaces = [_space(edge, found, rebound) for edge in node.edges if edge.each]
    return shortest(spaces) if spaces else ONCE


def _space(edge: Edge, found: dict[int, Node], rebound: frozenset[str]) -> Extent:
    """The index space of what a mapped edge spreads."""
    assert isinstance(edge.source, Ref)
    source = found[edge.source.node]
    if source.mapped:
        return source.extent
    if isinstance(source.action, Constant):
        return _length_of(source.action.value, source, rebound)
    if isinstance(source.action, ParameterRead):
        return Length(f"Parameter {source.action.parameter.text}")
    return Length(f"%{source.number}")


def _length_of(value: Expr, source: Node, rebound: frozenset[str]) -> Extent:
    if isinstance(value.value, (list, tuple, range, str, bytes)):
        return Known(len(value.value))
    if value.text.isidentifier() and value.text not in rebound:
        return Length(value.text)
    return Length(f"%{source.number}")
