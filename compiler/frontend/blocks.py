"""Finds the flow blocks of a file."""

from collections.abc import Iterator

import libcst as cst

from .findings import Findings
from .module import FlowBlock
from .names import Names
from .syntax import assigned
from .walking import look


def blocks_of(
    tree: cst.Module,
    statements: tuple[cst.CSTNode, ...],
    names: Names,
    findings: Findings,
) -> Iterator[FlowBlock]:
    """The flow blocks at module level; those elsewhere are findings."""
    made = {
        target: value
        for target, value in map(assigned, statements)
        if target and isinstance(value, cst.Call) and _makes_flow(value, names)
    }
    finder = _BlockFinder(names, made)
    look(tree, finder)
    opened: dict[cst.Call, cst.With] = {}
    positions = {node: position for position, node in enumerate(statements)}
    for node in finder.again:
        message = "a flow is opened again: what this block adds"
        help = "write all calls of the flow in one block"
        findings.say("FLC222", message, node, help=help)
    for number, (node, call, variable) in enumerate(finder.found, 1):
        if call in opened:
            message = "a flow is opened again: what this block adds"
            notes = (("opened here first", opened[call]),)
            help = "write all calls of the flow in one block"
            findings.say("FLC222", message, node, notes=notes, help=help)
            continue
        opened[call] = node
        position = positions.get(node)
        if position is None:
            message = "a flow block inside a function or under a condition"
            help = "move the block to module level"
            findings.say("FLC202", f"{message}", node, help=help)
        elif len(node.items) > 1 or node.asynchronous is not None:
            message = "a flow block with a second context manager"
            help = "write `with Flow(...) as flow:` alone"
            findings.say("FLC203", f"{message}", node, help=help)
        elif node.items[0].asname and variable is None:
            message = "the flow is given to something that is not a plain name"
            help = "write `with Flow(...) as flow:`"
            findings.say("FLC222", message, node.items[0].asname.name, help=help)
        else:
            yield FlowBlock(variable or f"flow_{number}", call, node, position)


def _makes_flow(node: cst.BaseExpression, names: Names) -> bool:
    return isinstance(node, cst.Call) and names.symbol(node.func) == "Flow"


class _BlockFinder(cst.CSTVisitor):
    """Finds `with Flow(...) as x:`, and `with x:` where x was made by Flow(...)."""

    def __init__(self, names: Names, made: dict[str, cst.Call]) -> None:
        self.names = names
        self.made = made
        self.found: list[tuple[cst.With, cst.Call, str | None]] = []
        self.again: list[cst.With] = []

    def visit_With(self, node: cst.With) -> None:
        for item in node.items:
            target = item.asname.name if item.asname else None
            name = target.value if isinstance(target, cst.Name) else None
            if isinstance(item.item, cst.Call) and _makes_flow(item.item, self.names):
                self.found.append((node, item.item, name))
            elif isinstance(item.item, cst.Name) and item.item.value in self.made:
                made = self.made[item.item.value]
                self.found.append((node, made, name or item.item.value))
            elif isinstance(item.item, cst.Name):
                seen = {variable for _, _, variable in self.found}
                self.again += [node] if item.item.value in seen else []
