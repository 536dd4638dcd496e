"""Warns of results that are used as values while the flow is built (section 2.6)."""

from collections.abc import Sequence

import libcst as cst

from .findings import Findings
from .module import Module
from .syntax import target_names, text_of
from .walking import look

_MAKING = frozenset({"Parameter", "merge"})


class Hazards(cst.CSTVisitor):
    """Walks the statements that build a flow, and knows which names are results.

    Truth, comparison, text and length of a result are those of the task object, since
    only the run knows the value: Prefect goes on without a word.
    """

    def __init__(self, module: Module, findings: Findings) -> None:
        self.module = module
        self.findings = findings
        self.results: set[str] = set()

    def check(self, lines: Sequence[cst.CSTNode]) -> None:
        """Say every hazard in the statements, in their order."""
        for line in lines:
            look(line, self)

    def is_result(self, node: cst.CSTNode) -> bool:
        """Whether an expression stands for what only the run will know."""
        if isinstance(node, cst.Name):
            return node.value in self.results
        if isinstance(node, cst.Subscript):
            return self.is_result(node.value)
        if not isinstance(node, cst.Call):
            return False
        func = node.func
        if isinstance(func, cst.Attribute) and func.attr.value == "map":
            func = func.value
        if isinstance(func, cst.Name) and func.value in self.module.tasks:
            return True
        return self.module.names.symbol(func) in _MAKING

    # Which names are results

    def leave_Assign(self, original_node: cst.Assign) -> None:
        result = self.is_result(original_node.value)
        for target in original_node.targets:
            names = set(target_names(target.target))
            self.results = self.results | names if result else self.results - names

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        return False

    # What is done with them

    def visit_If(self, node: cst.If) -> None:
        self.truth(node.test)

    def visit_While(self, node: cst.While) -> None:
        self.truth(node.test)

    def visit_IfExp(self, node: cst.IfExp) -> None:
        self.truth(node.test)

    def visit_Assert(self, node: cst.Assert) -> None:
        self.truth(node.test)

    def visit_BooleanOperation(self, node: cst.BooleanOperation) -> None:
        self.truth(node.left)
        self.truth(node.right)

    def visit_UnaryOperation(self, node: cst.UnaryOperation) -> None:
        if isinstance(node.operator, cst.Not):
            self.truth(node.expression)

    def truth(self, node: cst.BaseExpression) -> None:
        if self.is_result(node):
            help = "decide at run time: with case(x, True): ..."
            self.say(node, "counts as true, whatever the task returns", help)

    def visit_Comparison(self, node: cst.Comparison) -> None:
        for part in node.comparisons:
            if isinstance(part.operator, (cst.Equal, cst.NotEqual, cst.In, cst.NotIn)):
                for side in (node.left, part.comparator):
                    if self.is_result(side):
                        help = "compare at run time: x.is_equal(y), or in a task"
                        self.say(side, "is compared as an object, not its value", help)

    def visit_FormattedStringExpression(
        self, node: cst.FormattedStringExpression
    ) -> None:
        if self.is_result(node.expression):
            shown = "reads `<Task: name>` in a string, not the value"
            self.say(node.expression, shown, "format the text in a task")

    def visit_Call(self, node: cst.Call) -> None:
        if text_of(node.func) in ("len", "int", "float", "sum", "range"):
            for arg in node.args[:1]:
                if self.is_result(arg.value):
                    what = f"can't be given to {text_of(node.func)}() here: a TypeError"
                    self.say(arg.value, what, "do it in a task")
        elif text_of(node.func) == "str":
            for arg in filter(lambda arg: self.is_result(arg.value), node.args[:1]):
                shown = "reads `<Task: name>` as text, not the value"
                self.say(arg.value, shown, "format the text in a task")

    def say(self, node: cst.CSTNode, what: str, help: str) -> None:
        message = f"the result {text_of(node)} {what}"
        self.findings.say("FLC223", message, node, help=help)
