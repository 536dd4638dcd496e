"""Gives every node its extent: once, a known length, or the length of a result."""

from dataclasses import replace

from ..ir.extent import ONCE, Extent, Length, shortest
from ..ir.flow import (
    Carried,
    Constant,
    Edge,
    Flow,
    Node,
    ParameterRead,
    Ref,
    Spread,
    rebuilt,
)
from ..ir.lengths import length_of
from .fuse import straight_runs

Names = frozenset[str]


def extents(flow: Flow) -> Flow:
    """Compute the extents in the order of the region.

    Two maps have the same index space if their extents are equal: the same known
    length, the length of the same result or build-time name, or the same `range`.
    """
    lengths = _Extents(flow)
    for node in flow.region.nodes():
        lengths.visit(node)
    return replace(flow, region=rebuilt(flow.region, lengths.found))


class _Extents:
    def __init__(self, flow: Flow) -> None:
        self.nodes = flow.nodes
        self.found: dict[int, Node] = {}
        self.hidden = flow.code_binds()
        # The names that are bound in a node's own run: at two places of it they may be
        # two values. In another run they are others in any case.
        self.rebound: dict[int, Names] = {}
        self.runs: dict[int, int] = {}
        runs = [
            run for region in flow.region.regions() for run in straight_runs(region)
        ]
        for place, run in enumerate(runs):
            carried = [item for item in run if isinstance(item, Carried)]
            names = frozenset(name for item in carried for name in item.binds)
            for item in run:
                if isinstance(item, Node):
                    self.rebound[item.number] = names
                    self.runs[item.number] = place

    def visit(self, node: Node) -> None:
        each = [edge for edge in node.edges if edge.each]
        extent = shortest([self.space(edge) for edge in each]) if each else ONCE
        kinds = [edge.kind for edge in each]
        if node.mapped and (not each or len(set(kinds)) < len(kinds)):
            extent = Length(
                f"%{node.number}"
            )  # of several results, or of what is not known
        self.found[node.number] = replace(node, extent=extent if node.mapped else ONCE)

    def space(self, edge: Edge) -> Extent:
        """The index space of what a mapped edge spreads."""
        assert isinstance(edge.source, Ref)
        number = edge.source.node
        source = self.found.get(number, self.nodes.get(number))
        own = Length(f"%{number}")
        if edge.spread is Spread.EACH_FLAT:
            return Length(f"flat %{number}")
        if source is None or (source.mapped and number not in self.found):
            return own
        if source.mapped:
            return source.extent
        if isinstance(source.action, Constant):
            value = source.action.value
            found = length_of(value, self.rebound.get(number, frozenset()), self.hidden)
            if isinstance(found, Length) and self.runs.get(number):
                return Length(f"{found.of} in run {self.runs[number]}")
            return found or own
        if isinstance(source.action, ParameterRead):
            return Length(f"Parameter {source.action.parameter.text}")
        return own
