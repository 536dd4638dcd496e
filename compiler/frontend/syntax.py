"""Questions about syntax trees: the names they use and bind, literals, text."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import libcst as cst
from libcst.metadata import CodePosition, CodeRange

from ..diagnostics import Span
from ..origins import Origins
from .constants import Constants
from .walking import look

EMPTY = cst.Module(body=[])
# Nodes are asked the same again and again: so many answers are kept of each question.
ANSWERS = 1 << 14


@dataclass(frozen=True)
class Home:
    """A file of the project: its module's dotted name, "" for the source's own, and
    what a script calls it."""

    module: str = ""
    file: str = ""
    effect: bool = False


class Spans:
    """Where the nodes of one file stand."""

    def __init__(
        self,
        file: str,
        positions: Mapping[cst.CSTNode, CodeRange],
        origins: Origins | None = None,
    ) -> None:
        self._file = file
        self._positions = positions
        self._origins = origins or Origins()

    def of(self, node: cst.CSTNode) -> Span:
        """Where a node stands in the file that it comes from."""
        return self._origins.span(self.in_text(node))

    def line(self, node: cst.CSTNode) -> int:
        """The number of a node's line in the text that was read."""
        return self.in_text(node).line

    def home(self, node: cst.CSTNode) -> Home:
        """The file that a node comes from."""
        found = self._origins.of(self.line(node))
        if found is None:
            return Home()
        return Home(found.module, found.name, found.effect)

    def is_own(self, node: cst.CSTNode) -> bool:
        """Whether a node is of the source itself, not of another module."""
        return not self.home(node).module

    def in_text(self, node: cst.CSTNode) -> Span:
        """The span of a node of the text's tree, or of one made from its parts."""
        place = self._positions.get(node)
        if place is None:
            known = (each for each in _inside(node) if each in self._positions)
            found = next(known, None)
            return self.in_text(found) if found else Span(self._file, 1, 1, 1, 1)
        start, end = place.start, self._end(node, place)
        return Span(self._file, start.line, start.column + 1, end.line, end.column + 1)

    def _end(self, node: cst.CSTNode, place: CodeRange) -> CodePosition:
        """A compound statement is shown by its header alone."""
        last = _header_end(node)
        if last is not None and last in self._positions:
            return self._positions[last].end
        if isinstance(node, (cst.Try, cst.TryStar)):
            return CodePosition(place.start.line, place.start.column + len("try"))
        return place.end


def _inside(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes inside a node, in the order of the text."""
    for child in node.children:
        yield child
        yield from _inside(child)


def _header_end(node: cst.CSTNode) -> cst.CSTNode | None:
    """What the header of a compound statement ends with, but for the colon."""
    if isinstance(node, cst.With):
        return node.items[-1]
    if isinstance(node, (cst.If, cst.While)):
        return node.test
    if isinstance(node, cst.For):
        return node.iter
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        return node.name
    return node.subject if isinstance(node, cst.Match) else None


@lru_cache(maxsize=ANSWERS)
def text_of(node: cst.CSTNode) -> str:
    """A node's own text, word for word."""
    return EMPTY.code_for_node(node)


class _Uses(cst.CSTVisitor):
    """Collects the names that code reads or binds, attributes and keywords aside."""

    def __init__(self) -> None:
        self.names: dict[str, cst.Name] = {}

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        look(node.value, self)
        return False

    def visit_Arg(self, node: cst.Arg) -> bool:
        look(node.value, self)
        return False

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        for alias in () if isinstance(node.names, cst.ImportStar) else node.names:
            look(alias, self)
        return False

    def visit_ImportAlias(self, node: cst.ImportAlias) -> bool:
        bound: cst.CSTNode = node.asname.name if node.asname else node.name
        while isinstance(bound, cst.Attribute):
            bound = bound.value
        look(bound, self)
        return False

    def visit_Name(self, node: cst.Name) -> None:
        self.names.setdefault(node.value, node)


@lru_cache(maxsize=ANSWERS)
def names_in(node: cst.CSTNode) -> dict[str, cst.Name]:
    """Every name that occurs in `node` as a variable, with its first occurrence."""
    visitor = _Uses()
    look(node, visitor)
    return visitor.names


def used_in(nodes: Sequence[cst.CSTNode]) -> set[str]:
    """Every name that occurs in any of `nodes` as a variable."""
    return {name for node in nodes for name in names_in(node)}


class _Bindings(cst.CSTVisitor):
    """Collects the names that code binds in its own scope."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        self.names.append(node.name.value)
        return False

    def visit_ClassDef(self, node: cst.ClassDef) -> bool:
        self.names.append(node.name.value)
        return False

    def visit_Lambda(self, node: cst.Lambda) -> bool:
        return False

    def visit_CompFor(self, node: cst.CompFor) -> bool:
        return False

    def visit_ImportAlias(self, node: cst.ImportAlias) -> bool:
        name = node.evaluated_alias or node.evaluated_name.partition(".")[0]
        self.names.append(name)
        return False

    def visit_AssignTarget(self, node: cst.AssignTarget) -> None:
        self.names.extend(target_names(node.target))

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        self.names.extend(target_names(node.target))

    def visit_AugAssign(self, node: cst.AugAssign) -> None:
        self.names.extend(target_names(node.target))

    def visit_NamedExpr(self, node: cst.NamedExpr) -> None:
        self.names.extend(target_names(node.target))

    def visit_For(self, node: cst.For) -> None:
        self.names.extend(target_names(node.target))

    def visit_AsName(self, node: cst.AsName) -> None:
        self.names.extend(target_names(node.name))


@lru_cache(maxsize=ANSWERS)
def bound_in(node: cst.CSTNode) -> list[str]:
    """The names that a statement binds in the scope that it stands in, in order."""
    visitor = _Bindings()
    look(node, visitor)
    return visitor.names


class _AllBindings(_Bindings):
    """Collects the names that code binds in any scope inside it."""

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        self.names.append(node.name.value)
        return True

    def visit_ClassDef(self, node: cst.ClassDef) -> bool:
        self.names.append(node.name.value)
        return True

    def visit_Lambda(self, node: cst.Lambda) -> bool:
        return True

    def visit_CompFor(self, node: cst.CompFor) -> bool:
        self.names.extend(target_names(node.target))
        return True

    def visit_Param(self, node: cst.Param) -> None:
        self.names.append(node.name.value)


@lru_cache(maxsize=ANSWERS)
def all_bound_in(node: cst.CSTNode) -> frozenset[str]:
    """The names that a statement binds, its own and those of the scopes inside it."""
    visitor = _AllBindings()
    look(node, visitor)
    return frozenset(visitor.names)


def target_names(target: cst.CSTNode) -> Iterator[str]:
    """The variables that an assignment target binds: none for `x.y` and `x[0]`."""
    if isinstance(target, cst.Name):
        yield target.value
    elif isinstance(target, (cst.Tuple, cst.List)):
        for element in target.elements:
            yield from target_names(element.value)


def root_name(node: cst.CSTNode) -> str | None:
    """The variable at the root of `x`, `x.y`, `x[0]`, `x.y(...)`; else None."""
    while True:
        if isinstance(node, cst.Name):
            return node.value
        if isinstance(node, (cst.Attribute, cst.Subscript)):
            node = node.value
        elif isinstance(node, cst.Call):
            node = node.func
        else:
            return None


def literal(node: cst.BaseExpression | None) -> object:
    """The value of a literal (constants, and collections of them), else `...`.

    `...` stands for "not a literal": no keyword that flowc reads takes an Ellipsis.
    """
    if node is None:
        return ...
    try:
        if isinstance(node, Constants):
            return ast.literal_eval(node.tree)
        return ast.literal_eval(f"({text_of(node)}\n)")
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return ...


def simple_statements(
    body: Sequence[cst.CSTNode],
) -> Iterator[cst.CSTNode]:
    """The statements of a body, those that share a line one by one."""
    for statement in body:
        if isinstance(statement, cst.SimpleStatementLine):
            yield from statement.body
        else:
            yield statement


def body_of(node: cst.With | cst.FunctionDef | cst.If | cst.Else) -> list[cst.CSTNode]:
    """The statements inside a compound statement."""
    return list(node.body.body)


def assigned(node: cst.CSTNode) -> tuple[str | None, cst.BaseExpression | None]:
    """The name and the value of `name = value`; (None, None) for anything else."""
    if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1:
        node = node.body[0]
    if isinstance(node, cst.Assign) and len(node.targets) == 1:
        target = node.targets[0].target
        if isinstance(target, cst.Name):
            return target.value, node.value
    if isinstance(node, cst.AnnAssign) and isinstance(node.target, cst.Name):
        return node.target.value, node.value
    return None, None
