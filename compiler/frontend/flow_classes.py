"""Follows the names that a module has for the Flow class and its subclasses."""

from collections.abc import Iterable, Iterator

import libcst as cst

from .module import Module
from .names import Names
from .syntax import assigned, bound_in, simple_statements, text_of
from .walking import parts_of

_GUARDS = (cst.If, cst.Else, cst.Try, cst.TryStar, cst.With)
_CLAUSES = (cst.ExceptHandler, cst.ExceptStarHandler, cst.Finally)


def module_lines(statements: Iterable[cst.CSTNode]) -> Iterator[cst.CSTNode]:
    """The statements that run when a module is imported, those under conditions too."""
    for node in simple_statements(tuple(statements)):
        yield node
        if isinstance(node, (*_GUARDS, *_CLAUSES)):
            yield from module_lines(node.body.body)
            inner = (p for p in parts_of(node) if isinstance(p, (*_GUARDS, *_CLAUSES)))
            yield from module_lines(inner)


def is_flow_class(node: cst.BaseExpression, names: Names) -> bool:
    """Whether an expression is Prefect's own Flow."""
    return names.symbol(node) == "Flow"


def subclasses_of_flow(
    statements: Iterable[cst.CSTNode], names: Names
) -> frozenset[str]:
    """The names of a module that stand for subclasses of Flow: classes that derive
    from it, also through one another, and names that are given such a class."""
    known: set[str] = set()

    def derived(node: cst.BaseExpression) -> bool:
        return text_of(node) in known

    for node in module_lines(statements):
        target, value = assigned(node)
        if isinstance(node, cst.ClassDef):
            bases = [arg.value for arg in node.bases]
            if any(is_flow_class(each, names) or derived(each) for each in bases):
                known.add(node.name.value)
        elif target is None or value is None:
            continue
        elif derived(value) or is_flow_class(value, names):
            known.add(target)
    return frozenset(known)


def with_aliases_imported(tree: cst.Module, names: Names) -> cst.Module:
    """A module whose lines `F = prefect.Flow` are imports of Flow under that name.

    To Python both are the same; whatever reads the module knows imports. A name that
    is bound elsewhere too stays a variable.
    """
    found: dict[cst.CSTNode, cst.CSTNode] = {}
    others: set[str] = set()
    for node in module_lines(tree.body):
        target, value = assigned(node)
        if target is not None and value is not None and is_flow_class(value, names):
            found[node] = import_of_flow("prefect", target)
            names = names.with_imports([found[node]])
        elif not isinstance(node, (cst.ImportFrom, cst.Import, *_GUARDS)):
            others.update(bound_in(node))
    known = {
        node: new for node, new in found.items() if others.isdisjoint(bound_in(new))
    }
    return replaced(tree, known)


def import_of_flow(home: str, name: str) -> cst.ImportFrom:
    """`from HOME import Flow as NAME`"""
    asname = None if name == "Flow" else cst.AsName(cst.Name(name))
    module = cst.parse_expression(home)
    assert isinstance(module, (cst.Name, cst.Attribute))
    return cst.ImportFrom(module, [cst.ImportAlias(cst.Name("Flow"), asname)])


class _Replacer(cst.CSTTransformer):
    def __init__(self, found: dict[cst.CSTNode, cst.CSTNode]) -> None:
        super().__init__()
        self.found = found

    def on_leave(self, original_node, updated_node):  # type: ignore[no-untyped-def]
        new = self.found.get(original_node)
        return super().on_leave(original_node, updated_node) if new is None else new


def replaced(tree: cst.Module, found: dict[cst.CSTNode, cst.CSTNode]) -> cst.Module:
    """The module with other nodes for some of its own."""
    if not found:
        return tree
    changed = tree.visit(_Replacer(found))
    assert isinstance(changed, cst.Module)
    return changed


def makes_flow(node: cst.With, module: Module) -> bool:
    """Whether a block is that of a flow, of Prefect's class or one derived from it."""
    calls = (item.item for item in node.items if isinstance(item.item, cst.Call))
    return any(
        is_flow_class(call.func, module.inner_names)
        or text_of(call.func) in module.subclasses
        for call in calls
    )
