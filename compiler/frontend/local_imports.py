"""Imports of prefect inside other code: the script has those names at module level."""

import libcst as cst

from .names import imported_paths, is_prefect, module_of


class LocalImports(cst.CSTTransformer):
    """Replaces each import of prefect in some code, on its own line."""

    def leave_SimpleStatementLine(
        self,
        original_node: cst.SimpleStatementLine,
        updated_node: cst.SimpleStatementLine,
    ) -> cst.SimpleStatementLine:
        body = [_without_prefect(small) for small in updated_node.body]
        return updated_node.with_changes(body=body)

    def leave_SimpleStatementSuite(
        self,
        original_node: cst.SimpleStatementSuite,
        updated_node: cst.SimpleStatementSuite,
    ) -> cst.SimpleStatementSuite:
        body = [_without_prefect(small) for small in updated_node.body]
        return updated_node.with_changes(body=body)


def _without_prefect(node: cst.BaseSmallStatement) -> cst.BaseSmallStatement:
    """An import without what it imports from prefect; `pass` where nothing is left."""
    if isinstance(node, cst.ImportFrom) and is_prefect(module_of(node)):
        return cst.Pass(semicolon=node.semicolon)
    if isinstance(node, cst.Import) and imported_paths(node):
        kept = [a for a in node.names if not is_prefect(a.evaluated_name)]
        if not kept:
            return cst.Pass(semicolon=node.semicolon)
        kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        return node.with_changes(names=kept)
    return node
