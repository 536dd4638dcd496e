"""Leaves out what a notebook only shows, with what it imports from IPython for that."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from .magics import LeftOut
from .named import NamedCell, binds, reads

# A script prints what this shows.
_PRINTED = "display"


def without_shown(
    cells: Sequence[NamedCell], trees: Sequence[ast.Module]
) -> list[NamedCell]:
    """The cells; their statements that only show something by IPython are comments.

    An import from IPython goes as well, if no other statement needs it.
    """
    statements = [node for tree in trees for node in tree.body]
    names = {name for node in filter(_is_import, statements) for name in binds(node)}
    pairs = list(zip(cells, trees, strict=True))
    alone = {node for cell, tree in pairs for node in _alone(cell, tree)}
    shown = {node for node in alone if _only_shows(node, names - {_PRINTED})}
    others = (node for node in statements if node not in shown)
    needed = {name for node in others for name in reads(node)} - {_PRINTED}
    gone = {
        node for node in alone if _is_import(node) and needed.isdisjoint(binds(node))
    }
    gone |= shown
    return [_without(cell, (n for n in tree.body if n in gone)) for cell, tree in pairs]


def _alone(cell: NamedCell, tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements of a cell that share no line with another."""
    lines = cell.text.split("\n")
    for node in tree.body:
        if not any(part.strip() for part in _beside(node, lines)):
            yield node


def _is_import(node: ast.stmt) -> bool:
    """Whether a statement imports from IPython, and nothing else."""
    if isinstance(node, ast.ImportFrom):
        return not node.level and _is_ipython(node.module or "")
    return isinstance(node, ast.Import) and all(
        _is_ipython(alias.name) for alias in node.names
    )


def _is_ipython(module: str) -> bool:
    return module.partition(".")[0] == "IPython"


def _only_shows(node: ast.stmt, names: set[str]) -> bool:
    """Whether a statement has no value, and speaks of something of IPython's."""
    return isinstance(node, ast.Expr) and not names.isdisjoint(reads(node))


def _without(cell: NamedCell, nodes: Iterable[ast.stmt]) -> NamedCell:
    """The cell with comments for some of its statements."""
    lines = cell.text.split("\n")
    left_out = list(cell.left_out)
    for node in nodes:
        numbers = range(node.lineno - 1, node.end_lineno or node.lineno)
        text = " ".join(lines[number].strip() for number in numbers)
        left_out.append(LeftOut(node.lineno, text))
        for number in numbers:
            lines[number] = f"# {lines[number]}".rstrip()
    left_out.sort(key=lambda each: each.line)
    return replace(cell, text="\n".join(lines), left_out=tuple(left_out))


def _beside(node: ast.stmt, lines: list[str]) -> Iterator[str]:
    """What stands before and behind a statement, comments aside."""
    last = (node.end_lineno or node.lineno) - 1
    yield lines[node.lineno - 1].encode()[: node.col_offset].decode()
    behind = lines[last].encode()[node.end_col_offset :].decode()
    yield behind.partition("#")[0]
