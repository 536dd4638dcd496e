"""Slices of entry code: the statements that a value depends on."""

import builtins
from collections.abc import Mapping, Set
from dataclasses import dataclass

import libcst as cst

from ..diagnostics import Span
from ..ir.settings import Setting, Statement
from .dropped import is_dropped
from .expressions import Expressions
from .findings import Findings
from .names import Names
from .syntax import bound_in, names_in, root_name, text_of
from .walking import reached

_COMMAND_LINE = frozenset({"argparse", "ArgumentParser", "argv", "click", "optparse"})
# What any module has, without code of its own that gives it a value.
_BUILT_IN = frozenset({*dir(builtins), "__file__"})

Functions = Mapping[str, cst.FunctionDef]


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

    def __init__(self, expressions: Expressions, functions: Functions) -> None:
        self.expressions = expressions
        self.lines: list[Line] = []
        self.used: set[int] = set()
        self.tainted = _readers(functions)

    @staticmethod
    def names(node: cst.CSTNode) -> frozenset[str]:
        return frozenset(names_in(node))

    def add(self, node: cst.CSTNode, names: Names, span: Span) -> None:
        """Enter a statement in the order in which it would run."""
        uses = self.names(node)
        binds = frozenset(bound_in(node)) | changed_in(node)
        command_line = self.reads_command_line(node)
        if command_line:
            self.tainted |= binds
        order = len(self.lines)
        self.lines.append(Line(order, node, names, span, binds, uses, command_line))

    def reads_command_line(self, node: cst.CSTNode) -> bool:
        """Whether code reads the program's command line, or a value made of it."""
        return _mentions(node, _COMMAND_LINE | self.tainted)

    def setting(self, value: cst.BaseExpression, names: Names) -> Setting | None:
        """A value and the statements it needs; None if it needs the command line."""
        if self.reads_command_line(value):
            return None
        needed = set(self.names(value))
        chosen: list[Line] = []
        for line in reversed(self.lines):
            if line.binds & needed and not _sets_dropped(line.node):
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

    def plain_calls(self) -> tuple[str, ...]:
        """The statements so far that only call built-in functions, as `print` is: they
        need nothing, and are carried."""
        found = [
            line
            for line in self.lines
            if isinstance(line.node, cst.Expr)
            and isinstance(line.node.value, cst.Call)
            and not line.command_line
            and line.uses <= _BUILT_IN
        ]
        self.used |= {line.order for line in found}
        return tuple(text_of(line.node).strip() for line in found)

    def say_left_out(self, findings: Findings) -> None:
        """A note for each statement that nothing needs."""
        for line in self.lines:
            if line.order in self.used or not findings.spans.is_own(line.node):
                continue
            if line.command_line:
                message = "the file's own command line is left out"
                help = "give parameters with the script's --param NAME=JSON"
                findings.say("FLC304", message, line.span, help=help)
            else:
                message = (
                    "this statement is left out: running the flow does not need it"
                )
                findings.say("FLC303", message, line.span)


def _readers(functions: Functions) -> set[str]:
    """The functions that read the command line, or call one that does."""
    found = {name for name, node in functions.items() if _mentions(node, _COMMAND_LINE)}
    steps = ((names_in(node), (name,)) for name, node in functions.items())
    return reached(found, steps)


def _sets_dropped(node: cst.CSTNode) -> bool:
    """Whether a statement sets what scripts have no use for: `other.storage = ...`."""
    target = node.targets[0].target if isinstance(node, cst.Assign) else None
    return isinstance(target, cst.Attribute) and is_dropped(target.attr.value)


def _mentions(node: cst.CSTNode, words: Set[str]) -> bool:
    """Whether code uses one of these variables, or `sys.argv`."""
    return bool(names_in(node).keys() & words) or "sys.argv" in text_of(node)


def changed_in(node: cst.CSTNode) -> frozenset[str]:
    """The variables that a statement changes in place: `x.y = 1`, `x.f()`."""
    found: set[str | None] = set()
    if isinstance(node, cst.Assign):
        found |= {root_name(target.target) for target in node.targets}
        for target in node.targets:
            if isinstance(target.target, (cst.Tuple, cst.List)):
                parts = (element.value for element in target.target.elements)
                found |= {root_name(x) for x in parts if not isinstance(x, cst.Name)}
    elif isinstance(node, (cst.AnnAssign, cst.AugAssign)):
        found.add(root_name(node.target))
    elif isinstance(node, cst.Expr) and isinstance(node.value, cst.Call):
        method = isinstance(node.value.func, cst.Attribute)
        found |= {root_name(node.value.func)} if method else set()
    return frozenset(name for name in found if name)
