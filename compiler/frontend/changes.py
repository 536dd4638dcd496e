"""Finds entry code that changes the flow or its tasks in ways that would be lost."""

from dataclasses import dataclass
from functools import cached_property

import libcst as cst

from .findings import Findings
from .module import FlowBlock, Module
from .slices import changed_in
from .syntax import bound_in


@dataclass(frozen=True)
class Changes:
    """Judges the entry statements of one flow."""

    module: Module
    block: FlowBlock
    findings: Findings

    def found(self, node: cst.CSTNode) -> bool:
        """Whether a statement changes a task, a result or the flow: then said."""
        return self.changes_task(node) or self.changes_flow(node)

    def changes_task(self, node: cst.CSTNode) -> bool:
        """Whether a statement changes a task or a result, which is then said."""
        if isinstance(node, cst.Expr) and not _sets(_called(node)):
            return False
        for name in sorted((changed_in(node) - {*bound_in(node)}) & self.names):
            message = f"{name} of the flow is changed outside its block"
            help = "give a task its settings with @task(...), and edges in the block"
            self.findings.say("FLC309", message, node, help=help)
            return True
        return False

    def changes_flow(self, node: cst.CSTNode) -> bool:
        """Whether a statement changes the flow in a way that flowc does not read."""
        if self.block.variable not in changed_in(node) - {*bound_in(node)}:
            return False
        message = "the flow is changed behind its block"
        help = f"write plain statements: {self.block.variable}.schedule = ..."
        self.findings.say("FLC302", message, node, help=help)
        return True

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of tasks and results."""
        results = bound_in(self.block.node.body)
        return frozenset({*self.module.tasks, *results}) - {self.block.variable}


def _sets(func: cst.BaseExpression) -> bool:
    """Whether a method is one that sets something of a task."""
    return isinstance(func, cst.Attribute) and (
        func.attr.value == "bind" or func.attr.value.startswith("set_")
    )


def _called(node: cst.Expr) -> cst.BaseExpression:
    return node.value.func if isinstance(node.value, cst.Call) else node.value
