"""What a module binds and imports while it is imported, expressions aside."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

Import = ast.Import | ast.ImportFrom


@dataclass(frozen=True)
class Outline:
    """The names of module level, and the imports that run with the module; `guarded`
    are those of them that stand under a condition or in a `try`."""

    binds: frozenset[str]
    imports: tuple[Import, ...]
    guarded: frozenset[Import]


def outline_of(tree: ast.Module) -> Outline:
    """Walk the statements of a module, those under conditions too."""
    statements = list(_statements(tree.body))
    names = {name for node in statements for name in _bound(node)}
    kinds = (ast.Import, ast.ImportFrom)
    imports = tuple(node for node in statements if isinstance(node, kinds))
    guards = [inner for node in tree.body if is_guard(node) for inner in node.body]
    guarded = frozenset(imports) - {*tree.body, *guards}
    return Outline(frozenset(names), imports, guarded)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        yield node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        if isinstance(node, ast.If) and is_type_checking(node.test):
            yield from _statements(node.orelse)
            continue
        for field in ("body", "orelse", "finalbody"):
            yield from _statements(getattr(node, field, []))
        for handler in getattr(node, "handlers", []):
            yield from _statements(handler.body)


def is_guard(node: ast.stmt) -> TypeGuard[ast.If]:
    """Whether a statement is `if __name__ == "__main__":`."""
    return isinstance(node, ast.If) and any(
        isinstance(each, ast.Name) and each.id == "__name__"
        for each in ast.walk(node.test)
    )


def is_type_checking(test: ast.expr) -> bool:
    """Whether a condition holds for type checkers alone."""
    name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", "")
    return name == "TYPE_CHECKING"


def _bound(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0]
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        for item in node.items:
            yield from _names(item.optional_vars)
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _names(target)
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.For, ast.AsyncFor)):
        yield from _names(node.target)


def _names(target: ast.expr | None) -> Iterator[str]:
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, (ast.Tuple, ast.List)):
        for element in target.elts:
            yield from _names(element)
    elif isinstance(target, ast.Starred):
        yield from _names(target.value)
