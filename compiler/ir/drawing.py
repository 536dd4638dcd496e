"""What both drawings of a flow show: boxes, arrows and frames, without their syntax."""

from collections.abc import Iterator
from dataclasses import dataclass

from .flow import Constant, Data, Edge, Flow, Node, ParameterRead, Ref
from .labels import one_line

_WIDEST = 40


@dataclass(frozen=True)
class Box:
    """A node: its label, and whether it is mapped, a Parameter or a constant."""

    node: int
    label: str
    shape: str


@dataclass(frozen=True)
class Arrow:
    """An edge between two nodes; `waits` if only the state travels along it."""

    tail: int
    head: int
    label: str
    waits: bool


# What is drawn of a flow whose tasks only its own Python knows.
RECORDED = "built by its own Python; run the script with --visualize to draw it"


def boxes(flow: Flow) -> Iterator[Box]:
    """The nodes in their order."""
    for node in flow.region.nodes():
        yield Box(node.number, _label(node), _shape(node))


def _label(node: Node) -> str:
    """The slug, and how often a mapped task runs; a constant's expression."""
    if isinstance(node.action, Constant):
        return one_line(node.action.value.text, _WIDEST)
    slug = node.slug.text if node.slug.text is not None else node.slug.name.text
    shown = one_line(slug, _WIDEST)
    return f"{shown} : {node.extent}" if node.mapped else shown


def _shape(node: Node) -> str:
    if isinstance(node.action, ParameterRead):
        return "parameter"
    if isinstance(node.action, Constant):
        return "constant"
    return "mapped" if node.mapped else "once"


def arrows(flow: Flow) -> Iterator[Arrow]:
    """The edges between nodes, in the order of the nodes that they lead to."""
    for node in flow.region.nodes():
        for edge in node.edges:
            if isinstance(edge.source, Ref):
                waits = not isinstance(edge.kind, Data)
                yield Arrow(edge.source.node, node.number, _said(edge), waits)


def _said(edge: Edge) -> str:
    """What stands at an arrow: the argument, and whether each element goes alone."""
    key = edge.kind.key if isinstance(edge.kind, Data) else ""
    return f"{key} each".strip() if edge.each else key


def framed(flow: Flow) -> frozenset[int]:
    """The nodes that are drawn inside the frame of their kernel."""
    return frozenset(number for kernel in flow.kernels for number in kernel.nodes)
