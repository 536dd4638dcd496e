"""Finds entry code that changes the flow or its tasks in ways that would be lost."""

from dataclasses import dataclass
from functools import cached_property

import libcst as cst

from .building import calls_setting, changes_given, is_run
from .findings import Findings
from .module import FlowBlock, Module
from .names import dotted
from .slices import changed_in
from .syntax import bound_in, names_in
from .walking import look


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
        changed = changed_in(node) - {*bound_in(node)}
        told = self.gives_flow(node) or self.goes_over(node)
        if self.block.variable not in changed and not told:
            return False
        message = "the flow is changed behind its block"
        help = f"write plain statements: {self.block.variable}.schedule = ..."
        self.findings.say("FLC302", message, node, help=help)
        return True

    def gives_flow(self, node: cst.CSTNode) -> bool:
        """Whether a statement gives the flow to a function of the project's that
        changes it: `with_defaults(flow, ...)`."""
        finder = _Given(self.block.variable)
        look(node, finder)
        called = (self.functions.get(name) for name in finder.found)
        return any(each is not None and changes_given(each) for each in called)

    def goes_over(self, node: cst.CSTNode) -> bool:
        """Whether a loop does something to the flow: `for t in flow.tasks: ...`."""
        flow = self.block.variable
        done = is_run(node, flow) or calls_setting(node, flow)
        return isinstance(node, cst.For) and flow in names_in(node) and not done

    @cached_property
    def functions(self) -> dict[str, cst.FunctionDef]:
        found = (n for n in self.module.statements if isinstance(n, cst.FunctionDef))
        return {node.name.value: node for node in found}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of tasks and results."""
        results = bound_in(self.block.node.body)
        return frozenset({*self.module.tasks, *results}) - {self.block.variable}


class _Given(cst.CSTVisitor):
    """Collects the functions that some code calls with a flow among the arguments."""

    def __init__(self, flow: str) -> None:
        self.flow = flow
        self.found: set[str] = set()

    def visit_Call(self, node: cst.Call) -> None:
        if any(dotted(arg.value) == self.flow for arg in node.args):
            self.found.add(dotted(node.func))


def _sets(func: cst.BaseExpression) -> bool:
    """Whether a method is one that sets something of a task."""
    return isinstance(func, cst.Attribute) and (
        func.attr.value == "bind" or func.attr.value.startswith("set_")
    )


def _called(node: cst.Expr) -> cst.BaseExpression:
    return node.value.func if isinstance(node.value, cst.Call) else node.value
