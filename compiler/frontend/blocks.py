"""Finds the flow blocks of a file."""

from collections.abc import Iterator

import libcst as cst

from .module import FlowBlock
from .names import Names
from .syntax import assigned
from .walking import look


def blocks_of(
    tree: cst.Module, statements: tuple[cst.CSTNode, ...], names: Names
) -> Iterator[FlowBlock]:
    """The flow blocks at module level that open one flow, under a plain name."""
    made = {
        target: value
        for target, value in map(assigned, statements)
        if target and isinstance(value, cst.Call) and _makes_flow(value, names)
    }
    finder = _BlockFinder(names, made)
    look(tree, finder)
    opened: set[cst.Call] = set()
    positions = {node: position for position, node in enumerate(statements)}
    for number, (node, call, variable) in enumerate(finder.found, 1):
        again, position = call in opened, positions.get(node)
        opened.add(call)
        named = variable is not None or not node.items[0].asname
        if position is not None and not again and len(node.items) == 1 and named:
            yield FlowBlock(variable or f"flow_{number}", call, node, position)


def _makes_flow(node: cst.BaseExpression, names: Names) -> bool:
    return isinstance(node, cst.Call) and names.symbol(node.func) == "Flow"


class _BlockFinder(cst.CSTVisitor):
    """Finds `with Flow(...) as x:`, and `with x:` where x was made by Flow(...)."""

    def __init__(self, names: Names, made: dict[str, cst.Call]) -> None:
        self.names = names
        self.made = made
        self.found: list[tuple[cst.With, cst.Call, str | None]] = []

    def visit_With(self, node: cst.With) -> None:
        for item in node.items:
            target = item.asname.name if item.asname else None
            name = target.value if isinstance(target, cst.Name) else None
            if isinstance(item.item, cst.Call) and _makes_flow(item.item, self.names):
                self.found.append((node, item.item, name))
            elif isinstance(item.item, cst.Name) and item.item.value in self.made:
                made = self.made[item.item.value]
                self.found.append((node, made, name or item.item.value))
