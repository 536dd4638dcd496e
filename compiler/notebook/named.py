"""A cell of a notebook with its names, and what its code uses."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from .magics import LeftOut


@dataclass(frozen=True)
class NamedCell:
    """A cell's Python, and what is not in it.

    `file` is what diagnostics call the cell, `name` what a script may call it.
    """

    file: str
    name: str
    text: str
    left_out: tuple[LeftOut, ...] = ()


def reads(tree: ast.AST) -> Iterator[str]:
    """The names that code reads anywhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id


def binds(tree: ast.AST) -> Iterator[str]:
    """The names that code gives a value anywhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
