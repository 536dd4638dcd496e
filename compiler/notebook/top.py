"""What stands above all cells of a notebook when they become one text."""

import ast
import re
from collections.abc import Sequence
from dataclasses import replace

from .named import NamedCell, binds, reads

# What shows a value in a notebook, without an import.
_DISPLAY = "display = print  # what IPython shows, a script prints"
_FUTURE = re.compile(r"from\s+__future__\s+import\s+[^;#\\(]+")


def top_of(
    cells: Sequence[NamedCell], trees: Sequence[ast.Module]
) -> tuple[list[str], list[NamedCell]]:
    """The lines above the cells, and the cells without what moved there."""
    names, cells = _futures(cells, trees)
    lines = [f"from __future__ import {', '.join(names)}"] if names else []
    if _shows(trees):
        lines.append(_DISPLAY)
    return lines, cells


def _shows(trees: Sequence[ast.Module]) -> bool:
    """Whether the cells use IPython's `display` without importing it."""
    used = {name for tree in trees for name in reads(tree)}
    return "display" in used.difference(*(binds(tree) for tree in trees))


def _futures(
    cells: Sequence[NamedCell], trees: Sequence[ast.Module]
) -> tuple[list[str], list[NamedCell]]:
    """What the cells import from `__future__`, if later ones do.

    In a notebook such an import may stand in any cell, in one text only at its top.
    """
    first = next((n for n, tree in enumerate(trees) if tree.body), 0)
    names: dict[str, None] = {}
    changed = list(cells)
    for number, tree in enumerate(trees):
        for node in tree.body if number > first else ():
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                names |= dict.fromkeys(alias.name for alias in node.names)
                changed[number] = _commented(changed[number], node.lineno)
    return list(names), changed


def _commented(cell: NamedCell, number: int) -> NamedCell:
    """The cell with an import of one line as a comment; others are left to Python."""
    lines = cell.text.split("\n")
    if _FUTURE.fullmatch(lines[number - 1]):
        lines[number - 1] = f"# {lines[number - 1]}"
    return replace(cell, text="\n".join(lines))
