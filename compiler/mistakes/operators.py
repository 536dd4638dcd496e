"""Follows operators and conditions, which see a task object and not its value."""

import ast

from .expressions import IN_A_TASK, Expressions
from .values import Constant, Group, Result, Value, joined

_MISSING = (ast.LShift, ast.RShift, ast.MatMult, ast.BitXor)


class Operators(Expressions):
    """Evaluates operators, comparisons, conditions and formatted text."""

    def visit_BinOp(self, node: ast.BinOp) -> Value:
        return self.operated(node, node.op, node.left, node.right)

    def operated(
        self, node: ast.AST, op: ast.operator, left: ast.expr, right: ast.expr
    ) -> Value:
        first, second = self.value(left), self.value(right)
        if isinstance(first, Constant) and isinstance(second, Constant):
            return _computed(op, first.value, second.value)
        if not isinstance(first, Result) and not isinstance(second, Result):
            return None
        shown = left if isinstance(first, Result) else right
        if isinstance(op, _MISSING) and None not in (first, second):
            self.no_operator(node, shown)
            return None
        text = isinstance(first, Constant) and isinstance(first.value, str)
        if isinstance(op, ast.Mod) and text:
            self.as_text(right)
            return None
        if isinstance(op, ast.BitOr):
            return second
        self.need_flow(node, first, "an operator makes a task")
        return Result()

    def no_operator(self, node: ast.AST, result: ast.expr) -> None:
        message = f"the result {self.report.text(result)} has no such operator"
        self.report.fails("FLC232", node, message, IN_A_TASK)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Value:
        if isinstance(node.op, ast.Not):
            self.truth(node.operand)
            return None
        value = self.value(node.operand)
        if isinstance(value, Result):
            self.no_operator(node, node.operand)
        if isinstance(value, Constant) and isinstance(value.value, (int, float)):
            minus = isinstance(node.op, ast.USub)
            return Constant(-value.value) if minus else None
        return None

    def visit_Compare(self, node: ast.Compare) -> Value:
        sides = [node.left, *node.comparators]
        values = [self.value(side) for side in sides]
        found: Value = None
        for place, op in enumerate(node.ops):
            pair = (values[place], values[place + 1])
            if isinstance(op, (ast.In, ast.NotIn)):
                self.contained(sides[place], sides[place + 1], *pair)
            elif isinstance(op, (ast.Eq, ast.NotEq)):
                self.equal(sides[place], sides[place + 1], *pair)
            elif isinstance(op, (ast.Is, ast.IsNot)):
                continue
            elif any(isinstance(each, Result) for each in pair):
                self.need_flow(node, pair[0], "a comparison makes a task")
                found = Result()
        return found

    def contained(
        self, left: ast.expr, right: ast.expr, item: Value, whole: Value
    ) -> None:
        """`x in y`: y is iterated, and x compared with what is in it."""
        if isinstance(whole, Result):
            self.iterated(right, whole, "searched by `in`")
        elif (
            isinstance(item, Result)
            and isinstance(whole, Group)
            and all(isinstance(each, Constant) for each in whole.items)
        ):
            self.compared(left)

    def equal(
        self, left: ast.expr, right: ast.expr, first: Value, second: Value
    ) -> None:
        both = isinstance(first, Result) and isinstance(second, Result)
        for side, value in ((left, first), (right, second)):
            if isinstance(value, Result) and not both and (first and second):
                self.compared(side)

    def compared(self, node: ast.expr) -> None:
        message = (
            f"the result {self.report.text(node)} is compared as an object, not its "
            "value"
        )
        help = "compare at run time: x.is_equal(y), or in a task"
        self.report.warn("FLC223", node, message, help)

    # Truth and text

    def truth(self, node: ast.expr) -> None:
        """Evaluate a condition: a task object is always true."""
        if isinstance(self.value(node), Result) and not self.is_optional(node):
            message = (
                f"the result {self.report.text(node)} counts as true, whatever the "
                "task returns"
            )
            help = "decide at run time: with case(x, True): ..."
            self.report.warn("FLC223", node, message, help)

    def is_optional(self, node: ast.expr) -> bool:
        """Whether a condition asks if a parameter of a function was given at all."""
        return isinstance(node, ast.Name) and node.id in self.scope.optional

    def visit_BoolOp(self, node: ast.BoolOp) -> Value:
        for each in node.values[:-1]:
            self.truth(each)
        self.value(node.values[-1])
        return None

    def visit_IfExp(self, node: ast.IfExp) -> Value:
        self.truth(node.test)
        return joined([self.value(node.body), self.value(node.orelse)])

    def visit_FormattedValue(self, node: ast.FormattedValue) -> Value:
        if isinstance(self.value(node.value), Result):
            self.as_text(node.value)
        return None

    def as_text(self, node: ast.expr) -> None:
        message = (
            f"the result {self.report.text(node)} reads `<Task: name>` as text, not "
            "the value"
        )
        self.report.warn("FLC223", node, message, "format the text in a task")


def _computed(op: ast.operator, left: object, right: object) -> Value:
    """Return arithmetic of small numbers, such as 60 * 60."""
    numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
    if not numbers or not isinstance(op, (ast.Add, ast.Sub, ast.Mult)):
        return None
    assert isinstance(left, (int, float)) and isinstance(right, (int, float))
    if max(abs(left), abs(right)) > 1e12:
        return None
    if isinstance(op, ast.Mult):
        return Constant(left * right)
    return Constant(left + right if isinstance(op, ast.Add) else left - right)
