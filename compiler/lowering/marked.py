"""Nodes of a syntax tree that stand in a hole of its text."""

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

# What `add_token` is declared by; libcst exports no name for it.
from libcst._nodes.internal import CodegenState

from ..ir.holes import HoleKind, close_mark, open_mark


@dataclass(frozen=True)
class Marked(cst.BaseExpression):
    """An expression in a hole; without one, a hole with nothing in it."""

    kind: HoleKind
    node: int
    label: str = ""
    inner: cst.BaseExpression | None = None
    lpar: Sequence[cst.LeftParen] = ()
    rpar: Sequence[cst.RightParen] = ()

    def _safe_to_use_with_word_operator(self, position: object) -> bool:
        return True

    def _visit_and_replace_children(self, visitor: cst.CSTVisitorT) -> "Marked":
        return self

    def _codegen_impl(self, state: CodegenState) -> None:
        state.add_token(open_mark(self.kind, self.node, self.label))
        if self.inner is not None:
            self.inner._codegen(state)
        state.add_token(close_mark())


@dataclass(frozen=True)
class MarkedStatement(cst.BaseSmallStatement):
    """A statement in a hole."""

    kind: HoleKind
    node: int
    inner: cst.BaseSmallStatement
    semicolon: cst.Semicolon | cst.MaybeSentinel = cst.MaybeSentinel.DEFAULT

    def _visit_and_replace_children(
        self, visitor: cst.CSTVisitorT
    ) -> "MarkedStatement":
        return self

    def _codegen_impl(
        self, state: CodegenState, default_semicolon: bool = False
    ) -> None:
        state.add_token(open_mark(self.kind, self.node))
        self.inner._codegen(state, default_semicolon=default_semicolon)
        state.add_token(close_mark())
