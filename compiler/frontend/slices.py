"""Slices of entry code: the statements that a value depends on."""

from dataclasses import dataclass

import libcst as cst

from ..diagnostics import Span
from ..ir.settings import Setting, Statement
from .expressions import Expressions
from .findings import Findings
from .names import Names
from .syntax import bound_in, names_in, root_name

_COMMAND_LINE = frozenset({"argparse", "ArgumentParser", "sys", "click", "optparse"})


@dataclass(frozen=True)
class Line:
    """An entry statement: what it binds or changes, what it uses, whether it reads
    the program's command line."""

    order: int
    node: cst.CSTNode
    names: Names
    span: Span
    binds: frozenset[str]
    uses: frozenset[str]
    command_line: bool


class Slices:
    """The entry statements met so far, and which of them have found a use."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self.lines: list[Line] = []
        self.used: set[int] = set()
        self.tainted: set[str] = set()

    @staticmethod
    def names(node: cst.CSTNode) -> frozenset[str]:
        return frozenset(names_in(node))

    def add(self, node: cst.CSTNode, names: Names, span: Span) -> None:
        """Enter a statement in the order in which it would run."""
        uses = self.names(node)
        binds = frozenset(bound_in(node)) | _changed(node)
        command_line = bool(uses & (_COMMAND_LINE | self.tainted))
        if command_line:
            self.tainted |= binds
        order = len(self.lines)
        self.lines.append(Line(order, node, names, span, binds, uses, command_line))

    def setting(self, value: cst.BaseExpression, names: Names) -> Setting | None:
        """A value and the statements it needs; None if it needs the command line."""
        needed = set(self.names(value))
        chosen: list[Line] = []
        for line in reversed(self.lines):
            if line.binds & needed:
                chosen.append(line)
                needed |= line.uses
        if any(line.command_line for line in chosen):
            return None
        self.used |= {line.order for line in chosen}
        statements = tuple(map(self.statement, reversed(chosen)))
        return Setting(self.expressions.within(names).expr(value), statements)

    def statement(self, line: Line) -> Statement:
        text, symbols = self.expressions.within(line.names).rewritten(line.node)
        return Statement(line.order, text, line.uses, symbols)

    def say_left_out(self, findings: Findings) -> None:
        """A note for each statement that nothing needs."""
        for line in self.lines:
            if line.order in self.used:
                continue
            if line.command_line:
                message = "the file's own command line is left out"
                help = "give parameters with the script's --param NAME=JSON"
                findings.say("FLC304", message, line.span, help=help)
            else:
                message = "this statement is left out: running the flow does not need it"
                findings.say("FLC303", message, line.span)


def _changed(node: cst.CSTNode) -> frozenset[str]:
    """The variables that a statement changes in place: `x.y = 1`, `x.f()`."""
    found: set[str | None] = set()
    if isinstance(node, cst.Assign):
        found |= {root_name(target.target) for target in node.targets}
    elif isinstance(node, cst.Expr) and isinstance(node.value, cst.Call):
        if isinstance(node.value.func, cst.Attribute):
            found.add(root_name(node.value.func))
    return frozenset(name for name in found if name)
