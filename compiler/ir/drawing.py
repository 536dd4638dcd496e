"""What both drawings of a flow show: boxes, arrows and frames, without their syntax."""

from collections.abc import Iterator
from dataclasses import dataclass

from .flow import Constant, Data, Edge, Flow, Node, ParameterRead, Ref, Region
from .labels import extent_of, one_line

_WIDEST = 40


@dataclass(frozen=True)
class Box:
    """A node: its label, and whether it is mapped, a Parameter or a constant."""

    node: int
    label: str
    shape: str


@dataclass(frozen=True)
class Frame:
    """A loop, a condition, a function or a kernel with what is in it."""

    label: str
    parts: tuple["Box | Frame", ...]


@dataclass(frozen=True)
class Arrow:
    """An edge between two nodes; `waits` if only the state travels along it."""

    tail: int
    head: int
    label: str
    waits: bool


def parts(flow: Flow) -> tuple[Box | Frame, ...]:
    """The boxes and frames of a flow, in their order."""
    return tuple(_parts(flow, flow.region))


def _parts(flow: Flow, region: Region) -> Iterator[Box | Frame]:
    kernels = {number: kernel for kernel in flow.kernels for number in kernel.nodes}
    for item in region.items:
        if isinstance(item, Region):
            inner = tuple(_parts(flow, item))
            if inner:
                yield Frame(one_line(item.head, _WIDEST), inner)
        elif isinstance(item, Node):
            kernel = kernels.get(item.number)
            if kernel is None:
                yield box(flow, item)
            elif kernel.nodes[0] == item.number:
                members = tuple(
                    box(flow, flow.nodes[number]) for number in kernel.nodes
                )
                yield Frame("kernel", members)


def box(flow: Flow, node: Node) -> Box:
    """The box of a node."""
    return Box(node.number, _label(flow, node), _shape(node))


def _label(flow: Flow, node: Node) -> str:
    """The slug or name, and how often a mapped task runs; a constant's expression."""
    if isinstance(node.action, Constant):
        return one_line(node.action.value.text, _WIDEST)
    name = node.slug.name
    known = name.value if isinstance(name.value, str) else name.text
    shown = one_line(node.slug.text or known, _WIDEST)
    return f"{shown} : {extent_of(flow, node.extent)}" if node.mapped else shown


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
            if isinstance(edge.source, Ref) and edge.source.node in flow.nodes:
                waits = not isinstance(edge.kind, Data)
                yield Arrow(edge.source.node, node.number, _said(edge), waits)


def _said(edge: Edge) -> str:
    """What stands at an arrow: the argument, and whether each element goes alone."""
    key = edge.kind.key if isinstance(edge.kind, Data) else ""
    return f"{key} each".strip() if edge.each else key
