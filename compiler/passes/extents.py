"""Gives every node its extent: once, a known length, or the length of a result."""

from dataclasses import replace

from ..ir.extent import ONCE, Extent, Length, shortest
from ..ir.flow import Constant, Edge, Flow, Node, ParameterRead, Ref, Region
from ..ir.lengths import length_of

Names = frozenset[str]


def extents(flow: Flow) -> Flow:
    """Compute the extents in the order of the region, upstream first.

    Two maps have the same index space if their extents are equal: the same known
    length, the length of the same result or build-time name, or the same `range`.
    """
    rebound = _rebound(flow)
    hidden = flow.code_binds()
    found: dict[int, Node] = {}
    items = []
    for item in flow.region.items:
        if isinstance(item, Node):
            item = replace(item, extent=_extent(item, found, rebound, hidden))
            found[item.number] = item
        items.append(item)
    return replace(flow, region=Region(tuple(items)))


def _rebound(flow: Flow) -> Names:
    """The names that the block itself binds: at two places they may be two values."""
    return frozenset(name for item in flow.region.carried() for name in item.binds)


def _extent(
    node: Node, found: dict[int, Node], rebound: Names, hidden: Names
) -> Extent:
    each = [edge for edge in node.edges if edge.each]
    spaces = [_space(edge, found, rebound, hidden) for edge in each]
    return shortest(spaces) if spaces else ONCE


def _space(edge: Edge, found: dict[int, Node], rebound: Names, hidden: Names) -> Extent:
    """The index space of what a mapped edge spreads."""
    assert isinstance(edge.source, Ref)
    source = found[edge.source.node]
    if source.mapped:
        return source.extent
    own = Length(f"%{source.number}")
    if isinstance(source.action, Constant):
        return length_of(source.action.value, rebound, hidden) or own
    if isinstance(source.action, ParameterRead):
        return Length(f"Parameter {source.action.parameter.text}")
    return own
