"""Walks syntax trees quickly: libcst's visitors rebuild every node on their way."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import cache

import libcst as cst

from .constants import Constants

_Method = Callable[[cst.CSTVisitor, cst.CSTNode], bool | None]

# Fields that hold punctuation, blanks and comments.
_BLANK = (
    "whitespace",
    "leading_lines",
    "lines_after",
    "comma",
    "semicolon",
    "header",
    "footer",
    "lpar",
    "rpar",
    "lbracket",
    "rbracket",
    "lbrace",
    "rbrace",
    "dot",
    "equal",
    "colon",
    "trailing",
    "asynchronous",
    "operator",
    "indent",
)
# Nodes that hold nothing but text.
_LEAVES = (cst.Name, cst.BaseNumber, cst.SimpleString, Constants)
# What fields hold besides nodes, whose own class, an abstract one, is slow to ask for.
_PLAIN = (str, bool, type(None), cst.MaybeSentinel)


@cache
def _parts(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields of a class of nodes that may hold nodes with a meaning."""
    if issubclass(kind, _LEAVES):
        return ()
    names = [
        each.name
        for each in fields(kind)
        if not each.name.startswith(_BLANK) or each.name in ("star_arg", "star_kwarg")
    ]
    if kind is cst.FunctionDef:
        names.sort(key=lambda name: name != "decorators")
    if kind is cst.ClassDef:
        order = ("decorators", "name", "bases", "keywords", "body")
        names.sort(key=lambda name: order.index(name) if name in order else 9)
    return tuple(names)


def parts_of(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes right inside a node, blanks and punctuation aside."""
    for name in _parts(type(node)):
        part = getattr(node, name)
        if isinstance(part, (list, tuple)):
            yield from part
        elif not isinstance(part, _PLAIN):
            yield part


def reached(
    start: Iterable[str], steps: Iterable[tuple[Iterable[str], Iterable[str]]]
) -> set[str]:
    """All names that lead from those at the start: with any of a step's first names
    come its second. It takes as long as the steps are, however they hang together."""
    after: dict[str, list[Iterable[str]]] = {}
    for names, more in steps:
        for name in names:
            after.setdefault(name, []).append(more)
    found, waiting = set(start), [*start]
    while waiting:
        for more in after.pop(waiting.pop(), ()):
            waiting += (name for name in more if name not in found)
            found.update(more)
    return found


def walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A node and all nodes inside it."""
    yield node
    for part in parts_of(node):
        yield from walk(part)


def look(node: cst.CSTNode, visitor: cst.CSTVisitor) -> None:
    """Have a visitor see a node and what is inside it, as `node.visit(visitor)` does
    but for blanks and punctuation."""
    visit, leave = _methods(type(visitor), type(node))
    if visit is None or visit(visitor, node) is not False:
        for part in parts_of(node):
            look(part, visitor)
    if leave is not None:
        leave(visitor, node)


@cache
def _methods(
    visitor: type[cst.CSTVisitor], kind: type[cst.CSTNode]
) -> tuple[_Method | None, _Method | None]:
    """The methods that a class of visitors has of its own for a class of nodes."""
    name = kind.__name__
    names = (f"visit_{name}", f"leave_{name}")
    own = [getattr(visitor, each, None) for each in names]
    blank = [getattr(cst.CSTVisitor, each, None) for each in names]
    visit, leave = (None if a is b else a for a, b in zip(own, blank, strict=True))
    return visit, leave
