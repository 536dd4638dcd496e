"""Build-time expressions of the source, as the script will have them."""

import ast
from dataclasses import dataclass

import libcst as cst

from ..ir.expr import Expr, free_name
from .findings import Findings
from .names import Names
from .stand_ins import BUILDING, Kind, stand_in
from .syntax import literal, names_in, text_of


@dataclass(frozen=True)
class Expressions:
    """Turns expressions and statements into text for the script.

    What leads into prefect is spelled as the runtime's stand-in, whatever the
    source's import calls it; a name that flowc has no stand-in for is a finding.
    """

    names: Names
    taken: frozenset[str]
    findings: Findings

    def within(self, names: Names) -> "Expressions":
        """The same for a scope with other names."""
        return Expressions(names, self.taken, self.findings)

    def expr(self, node: cst.BaseExpression) -> Expr:
        """A build-time expression."""
        text, symbols = self.rewritten(node)
        if not _stands_alone(text):
            text = f"({text})"
        own = frozenset(names_in(node)) - frozenset(self.names.paths)
        return Expr(text, own, symbols, value_of(node))

    def rewritten(self, node: cst.CSTNode) -> tuple[str, frozenset[str]]:
        """A node's text and the stand-ins that it uses."""
        if not any(name in self.names.paths for name in names_in(node)):
            return text_of(node), frozenset()
        rewriter = _StandIns(self)
        changed = node.visit(rewriter)
        assert isinstance(changed, cst.CSTNode)
        return text_of(changed), frozenset(rewriter.symbols)


class _StandIns(cst.CSTTransformer):
    """Replaces each reference into prefect by the name of its stand-in."""

    def __init__(self, owner: Expressions) -> None:
        super().__init__()
        self.owner = owner
        self.symbols: set[str] = set()
        self.keywords: set[cst.Name] = set()

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        return self.owner.names.path(node) is None

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        return self.replaced(original_node) or updated_node

    def visit_Arg(self, node: cst.Arg) -> None:
        """A keyword is no reference; leave_Name sees it all the same."""
        if node.keyword is not None:
            self.keywords.add(node.keyword)

    def leave_Name(
        self, original_node: cst.Name, updated_node: cst.Name
    ) -> cst.BaseExpression:
        if original_node in self.keywords:
            return updated_node
        return self.replaced(original_node) or updated_node

    def replaced(self, node: cst.BaseExpression) -> cst.BaseExpression | None:
        path = self.owner.names.path(node)
        if path is None:
            return None
        if self.owner.names.symbol(node) == "unmapped":
            return self.named("unmapped")
        found = stand_in(path)
        usable = found is not None and found.kind is Kind.KNOWN
        if found is None or not usable or found.symbol in BUILDING:
            self.owner.findings.unsupported(path, node)
            return None
        if found.path != path and isinstance(node, cst.Attribute):
            inner = self.replaced(node.value)
            return None if inner is None else node.with_changes(value=inner)
        if not found.symbol:
            return cst.SimpleString(found.text)
        name = self.named(found.symbol)
        return cst.Call(name) if found.text.endswith("()") else name

    def named(self, symbol: str) -> cst.Name:
        """The script's name for a symbol of the runtime."""
        self.symbols.add(symbol)
        return cst.Name(free_name(symbol, self.owner.taken))


def _stands_alone(text: str) -> bool:
    """Whether an expression needs no brackets around it: no walrus, no line end."""
    try:
        return isinstance(ast.parse(text, mode="eval"), ast.Expression)
    except SyntaxError:
        return False


def value_of(node: cst.BaseExpression) -> object:
    """The value of a literal, or of a range of literals; else Ellipsis."""
    if isinstance(node, cst.Call) and text_of(node.func) == "range":
        bounds = [literal(arg.value) for arg in node.args]
        if 1 <= len(bounds) <= 3 and all(type(bound) is int for bound in bounds):
            return _range(bounds)
    return literal(node)


def _range(bounds: list[object]) -> object:
    numbers = [bound for bound in bounds if isinstance(bound, int)]
    try:
        return range(*numbers)
    except ValueError:
        return ...
