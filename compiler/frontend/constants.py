"""Long collections of constants, each one node of the syntax tree: they may have more
elements than the rest of a file has nodes, and nothing asks for these one by one."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import libcst as cst

# What `add_token` is declared by; libcst exports no name for it.
from libcst._nodes.internal import CodegenState

from ..checking import parsed
from ..nesting import room_to_recurse

# From so many constants on, a collection is one node.
LONG = 1000
_COLLECTIONS = (ast.List, ast.Tuple, ast.Set, ast.Dict)
# What a string has that spans lines, whose indent is its own.
_LONG_STRING = re.compile(r"\"{3}|'{3}|\\\n")


@dataclass(frozen=True)
class Constants(cst.BaseExpression):
    """A list, tuple, set or dict of constants, or of such: its text, word for word.

    Between two of its `pieces` there is a line end, and the indent of the block that
    it stands in, as it is with libcst's own nodes.
    """

    pieces: tuple[str, ...]
    tree: ast.expr
    lpar: Sequence[cst.LeftParen] = ()
    rpar: Sequence[cst.RightParen] = ()

    def strings(self) -> Iterator[str]:
        """Each string in it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value

    def _safe_to_use_with_word_operator(self, position: object) -> bool:
        return True

    def _visit_and_replace_children(self, visitor: cst.CSTVisitorT) -> "Constants":
        return self

    def _codegen_impl(self, state: CodegenState) -> None:
        with self._parenthesize(state):
            for number, piece in enumerate(self.pieces):
                if number:
                    state.add_token("\n")
                    state.add_indent_tokens()
                state.add_token(piece)


@dataclass(frozen=True)
class _Found:
    """A long collection: where it starts and ends in the text's bytes."""

    start: int
    end: int
    node: Constants


def parse_module(text: str) -> cst.Module:
    """The tree of a text; cst.ParserSyntaxError for what libcst can't read.

    The parser gets a short list in the place of each long collection: libcst makes
    several nodes for each element, and finds the place of each.
    """
    found = list(_collections(text)) if text.count(",") >= LONG else []
    if not found:
        return cst.parse_module(text)
    mark = "constants"
    while mark in text:
        mark += "_"
    marks = {f'["{mark}{number}"]': each for number, each in enumerate(found)}
    try:
        tree = cst.parse_module(_shortened(text, marks))
    except cst.ParserSyntaxError:
        return cst.parse_module(text)  # whose error has its place in the whole text
    nodes = {mark: each.node for mark, each in marks.items()}
    changed = tree.visit(_Restored(nodes))
    assert isinstance(changed, cst.Module)
    return changed


def _shortened(text: str, marks: Mapping[str, _Found]) -> str:
    """The text with a mark in the place of each long collection."""
    data = text.encode()
    parts, end = [], 0
    for mark, each in marks.items():
        parts += [data[end : each.start], mark.encode()]
        end = each.end
    return b"".join([*parts, data[end:]]).decode()


class _Restored(cst.CSTTransformer):
    """Puts the long collections in the places of the lists that stand for them."""

    def __init__(self, nodes: Mapping[str, Constants]) -> None:
        super().__init__()
        self.nodes = nodes

    def leave_List(
        self, original_node: cst.List, updated_node: cst.List
    ) -> cst.BaseExpression:
        for element in original_node.elements[:1]:
            if isinstance(element.value, cst.SimpleString):
                found = self.nodes.get(f"[{element.value.value}]")
                if found is not None:
                    lpar, rpar = updated_node.lpar, updated_node.rpar
                    return found.with_changes(lpar=lpar, rpar=rpar)
        return updated_node


def _collections(text: str) -> Iterator[_Found]:
    """The outermost long collections of a text, in its order."""
    finder = _Finder()
    with room_to_recurse():
        finder.constants(parsed(text), 0)
    data = text.encode()
    lines = data.split(b"\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for node, line in sorted(finder.found, key=_place):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        own = data[start:end].decode()
        if not _LONG_STRING.search(own):
            first = lines[line - 1].decode()
            indent = first[: len(first) - len(first.lstrip())]
            pieces = tuple(own.split(f"\n{indent}"))
            yield _Found(start, end, Constants(pieces, node))


def _place(found: tuple[ast.expr, int]) -> tuple[int, int]:
    return found[0].lineno, found[0].col_offset


class _Finder:
    """Counts constants from the inside out, so that each node is seen once.

    `found` are the long collections, each with the first line of its statement.
    """

    def __init__(self) -> None:
        self.found: list[tuple[ast.expr, int]] = []

    def constants(self, node: ast.AST | None, line: int) -> int:
        """How many constants a node consists of; 0 if anything else is in it."""
        if isinstance(node, ast.Constant):
            return 1
        if node is None or isinstance(node, ast.JoinedStr):
            return 0  # before Python 3.12, ast does not say where the parts stand
        line = node.lineno if isinstance(node, ast.stmt) else line
        parts = _parts(node)
        counts = [
            1 if type(part) is ast.Constant else self.constants(part, line)
            for part in parts
        ]
        if isinstance(node, _COLLECTIONS) and all(counts):
            return 1 + sum(counts)
        if isinstance(node, ast.UnaryOp) and counts == [1]:
            return 1
        for part, count in zip(parts, counts, strict=True):
            if count > LONG and isinstance(part, ast.expr):
                self.found.append((part, line))
        return 0


def _parts(node: ast.AST) -> Sequence[ast.AST | None]:
    """The nodes right inside a node; None for the key where a dict is unfolded."""
    match node:
        case ast.List() | ast.Tuple() | ast.Set():
            return node.elts
        case ast.Dict():
            return [*node.keys, *node.values]
        case ast.UnaryOp():
            return [node.operand]
    return [*ast.iter_child_nodes(node)]
