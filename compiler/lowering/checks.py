"""Finds in a flow's region what Prefect refuses when the flow is built or run."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

import libcst as cst

from ..frontend.findings import Findings
from ..ir.flow import Node, ParameterRead, Region

Wires = Iterable[tuple[int, int, cst.CSTNode]]


def check_region(region: Region, wires: Wires, findings: Findings) -> None:
    """Say what is wrong with the nodes that are surely made, and made once: a Parameter
    that waits, two Parameters of one name, tasks that wait for one another."""
    nodes = {node.number: node for node in region.nodes() if node.once}
    _parameters(nodes, wires, findings)
    others = [wire for wire in wires if not _is_parameter(nodes, wire[1])]
    _circles(nodes, others, findings)


def _parameters(nodes: Mapping[int, Node], wires: Wires, findings: Findings) -> None:
    seen: dict[object, Node] = {}
    for node in nodes.values():
        if not isinstance(node.action, ParameterRead):
            continue
        name = node.action.parameter.value
        if isinstance(name, str) and name in seen:
            message = f"the flow has two tasks with the slug {name!r}"
            help = "use one Parameter twice"
            findings.say("FLC216", message, node.span, help=help)
        seen[name] = node
    for _, down, site in wires:
        if _is_parameter(nodes, down):
            message = "a Parameter can't wait for other tasks"
            findings.say("FLC217", message, site, help="leave it out")


def _is_parameter(nodes: Mapping[int, Node], number: int) -> bool:
    return number in nodes and isinstance(nodes[number].action, ParameterRead)


def _circles(nodes: Mapping[int, Node], wires: Wires, findings: Findings) -> None:
    """Say each edge that closes a circle, in the order in which the code adds them."""
    own = [wire for wire in wires if {*wire[:2]} <= nodes.keys()]
    above = {n: set(node.upstream()) & nodes.keys() for n, node in nodes.items()}
    for up, down, _ in own:
        above[down].add(up)
    try:
        TopologicalSorter(above).prepare()
    except CycleError:
        for up, down, _ in own:
            above[down].discard(up)
        for up, down, site in own:
            if _depends(above, up, down):
                first, last = nodes[down], nodes[up]
                notes = [("this call would wait for itself", first.span)]
                if first is not last:
                    notes = [
                        ("this call would wait", first.span),
                        ("for this one, which waits for it already", last.span),
                    ]
                message = "the tasks would wait for one another in a circle"
                help = "leave it out, or turn it round"
                findings.say("FLC220", message, site, notes=tuple(notes), help=help)
            else:
                above[down].add(up)


def _depends(above: Mapping[int, set[int]], node: int, other: int) -> bool:
    """Whether a node is another, or waits for it, however indirectly."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        number = waiting.pop()
        if number == other:
            return True
        if number not in seen:
            seen.add(number)
            waiting += above[number]
    return False
