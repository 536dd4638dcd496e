"""Keeps the indents of code whose parts are written out one by one."""

import libcst as cst

# What a part is indented by that does not say it: libcst's default.
USUAL = cst.Module(body=[]).default_indent


def with_own_indents(tree: cst.Module) -> cst.Module:
    """The tree, each block of it with its indent.

    A tree has the indent that is most usual in its text, and a block has one only if it
    differs: apart from its tree it would get another.
    """
    if tree.default_indent == USUAL:
        return tree
    changed = tree.visit(_Explicit(tree.default_indent))
    assert isinstance(changed, cst.Module)
    return changed.with_changes(default_indent=USUAL)


class _Explicit(cst.CSTTransformer):
    def __init__(self, indent: str) -> None:
        super().__init__()
        self.indent = indent

    def leave_IndentedBlock(
        self, original_node: cst.IndentedBlock, updated_node: cst.IndentedBlock
    ) -> cst.IndentedBlock:
        if original_node.indent is not None:
            return updated_node
        return updated_node.with_changes(indent=self.indent)
