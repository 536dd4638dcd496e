"""Which carried code runs while the script is imported."""

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from .bindings import Use
from .syntax import names_in
from .walking import look, reached


@dataclass(frozen=True)
class Piece:
    """One carried statement: what it binds, reads on import, and reads at all, and
    what of prefect it uses."""

    binds: frozenset[str]
    at_import: frozenset[str]
    names: frozenset[str]
    uses: dict[str, Use]


def mark_early(pieces: Sequence[Piece]) -> None:
    """Mark what functions use of prefect that code of module level calls or names."""
    start = {name for piece in pieces for name in piece.at_import}
    early = reached(start, ((piece.binds, piece.names) for piece in pieces))
    for piece in pieces:
        if not early.isdisjoint(piece.binds):
            for use in piece.uses.values():
                use.early = True


def names_at_import(node: cst.CSTNode) -> frozenset[str]:
    """The names that a statement reads when it is executed: of a function only those of
    its decorators, defaults and annotations."""
    finder = _AtImport()
    look(node, finder)
    own = {node.name.value} if isinstance(node, (cst.FunctionDef, cst.ClassDef)) else ()
    return frozenset(finder.names) - frozenset(own)


class _AtImport(cst.CSTVisitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        for part in (*node.decorators, node.params, node.returns):
            if part is not None:
                self.names |= names_in(part).keys()
        return False

    def visit_Lambda(self, node: cst.Lambda) -> bool:
        return False

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        look(node.value, self)
        return False

    def visit_Name(self, node: cst.Name) -> None:
        self.names.add(node.value)
