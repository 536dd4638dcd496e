"""Checks what has to hold of a flow's IR: a mistake here is one of flowc's own."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from .extent import ONCE
from .flow import (
    Collection as Collected,
    Constant,
    Edge,
    Flow,
    Node,
    Order,
    ParameterRead,
    Ref,
    RegionKind,
)
from .kernel_rules import kernel_faults

_Value = TypeVar("_Value", int, str)
PASSES = ("extents", "fuse")


class IRError(AssertionError):
    """The IR contradicts itself; the message says where, a line for each fault."""


def verify(flow: Flow, done: Collection[str] = PASSES) -> None:
    """Raise IRError unless everything holds that the passes in `done` promise."""
    found = [
        fault
        for name, rule in RULES
        if not name or name in done
        for fault in rule(flow)
    ]
    if found:
        raise IRError("\n".join([f"the IR of {flow.variable} is wrong:", *found]))


def numbers(flow: Flow) -> Iterator[str]:
    """Numbers and known slugs are unique."""
    nodes = list(flow.region.nodes())
    slugs = [node.slug.text for node in nodes if node.slug.text is not None]
    for number in twice(node.number for node in nodes):
        yield f"two nodes have the number %{number}"
    for slug in twice(slugs):
        yield f"two nodes have the slug {slug!r}"


def twice(values: Iterable[_Value]) -> list[_Value]:
    """The values that occur more than once, as they first do."""
    return [value for value, count in Counter(values).items() if count > 1]


def edges(flow: Flow) -> Iterator[str]:
    """Every edge comes from a node of the flow, or from a value."""
    for node in flow.nodes.values():
        for edge in node.edges:
            for fault in _edge(edge, flow.nodes):
                yield f"%{node.number}: {fault}"


def _edge(edge: Edge, by_number: Mapping[int, Node]) -> Iterator[str]:
    if not isinstance(edge.source, Ref):
        if edge.each:
            yield f"each of {edge.source.text}, which is no node"
        if isinstance(edge.kind, Order):
            yield f"waits for {edge.source.text}, which is no node"
    elif edge.source.node not in by_number:
        yield f"an edge from %{edge.source.node}, which is no node of the flow"


def regions(flow: Flow) -> Iterator[str]:
    """What is more than a straight run says what it is; the whole has no head."""
    whole, *inner = flow.region.regions()
    if whole.head or whole.kind is not RegionKind.RUN:
        yield "the flow's own region has a head"
    for region in inner:
        if not region.head or region.kind is RegionKind.RUN:
            yield f"a region has no head: {region.kind.value}"


def actions(flow: Flow) -> Iterator[str]:
    """What has a value from the start has no upstream; collections are not mapped."""
    for node in flow.region.nodes():
        if isinstance(node.action, (Constant, ParameterRead)) and node.edges:
            yield f"%{node.number}: a value from outside the run depends on others"
        if isinstance(node.action, Collected) and node.mapped:
            yield f"%{node.number}: a collection is mapped"


def extents(flow: Flow) -> Iterator[str]:
    """Mapped nodes have an index space, the others run once."""
    for node in flow.region.nodes():
        if node.mapped and node.extent == ONCE:
            yield f"%{node.number} is mapped, and runs once"
        if not node.mapped and node.extent != ONCE:
            yield f"%{node.number} is not mapped, and runs {node.extent} times"


Rule = Callable[[Flow], Iterator[str]]
# Each with the pass that makes it hold; no pass: from the start.
RULES: tuple[tuple[str, Rule], ...] = (
    ("", numbers),
    ("", edges),
    ("", actions),
    ("", regions),
    ("extents", extents),
    ("fuse", kernel_faults),
)
