"""Lowers the edges that a flow block sets by methods: `x.set_upstream(y)`."""

from dataclasses import dataclass, field

import libcst as cst

from ..diagnostics import Span
from ..ir.flow import Edge, Order, Ref
from .drafts import Drafts
from .findings import Findings
from .nodes import Nodes
from .values import Built, Value

EDGE_CALLS = ("set_upstream", "set_downstream")


@dataclass(frozen=True)
class Edges:
    """The edges between finished nodes of one block."""

    nodes: Nodes
    drafts: Drafts
    findings: Findings
    added: list[tuple[cst.Call, Ref, Ref]] = field(default_factory=list)

    def call(self, node: cst.Call, method: str, called: Value, other: Value) -> None:
        """Lower `called.method(other)`."""
        here = self.nodes.operand_of(called, node.func)
        there = self.nodes.operand_of(other, node.args[0])
        if isinstance(other, Built):
            message = f"{method} takes a result, not a value"
            help = "give the value as an argument of the call"
            self.findings.say("FLC217", message, node.args[0], help=help)
        if here is not None and there is not None:
            up, down = (there, here) if method == "set_upstream" else (here, there)
            self.add(node, up, down)

    def add(self, node: cst.Call, up: Ref, down: Ref) -> None:
        """Let one node wait for another; `settle` tells whether that makes a circle."""
        if self.drafts.by_number[down.node].parameter:
            message = "a Parameter can't wait for other tasks"
            help = "leave it out"
            self.findings.say("FLC217", message, node, help=help, refused=True)
            return
        self.drafts.by_number[down.node].edges.append(Edge(up, Order()))
        self.added.append((node, up, down))

    def settle(self) -> None:
        """Take out, and say, what makes a circle. To ask that of each edge by itself
        takes a time that grows with the square of their number."""
        if not self.drafts.in_circle():
            return
        for _, up, down in self.added:
            self.drafts.by_number[down.node].edges.remove(Edge(up, Order()))
        for node, up, down in self.added:
            self.add_again(node, up, down)

    def add_again(self, node: cst.Call, up: Ref, down: Ref) -> None:
        """Let one node wait for another, if that makes no circle."""
        if self.drafts.depends(up.node, down.node):
            message = "the tasks would wait for one another in a circle"
            notes = self.circle(up, down)
            help = "leave it out, or turn it round"
            self.findings.say("FLC220", message, node, notes=notes, help=help)
        else:
            self.drafts.by_number[down.node].edges.append(Edge(up, Order()))

    def circle(self, up: Ref, down: Ref) -> tuple[tuple[str, Span], ...]:
        """The notes of a circle: what waits for what without the last edge."""
        first, last = (self.drafts.by_number[each.node] for each in (down, up))
        if first is last:
            return (("this call would wait for itself", first.span),)
        return (
            ("this call would wait", first.span),
            ("for this one, which waits for it already", last.span),
        )


def arguments_fit(node: cst.Call) -> bool:
    """Whether a call has one plain argument."""
    return len(node.args) == 1 and not node.args[0].keyword and not node.args[0].star
