"""How long a build-time expression is, as far as its text tells."""

import ast
from collections.abc import Callable, Collection

from .expr import Expr
from .extent import Extent, Known, Length

# What gives as many elements as it is given.
_SAME_LENGTH = frozenset({"list", "tuple", "sorted"})
# Of numbers, which have no contents that could change between two places.
_OF_NUMBERS = frozenset({"range"})
_ARITHMETIC = (
    ast.Name,
    ast.Load,
    ast.Constant,
    ast.BinOp,
    ast.operator,
    ast.UnaryOp,
    ast.unaryop,
)


def length_of(
    value: Expr, rebound: Collection[str], hidden: Collection[str]
) -> Extent | None:
    """The extent of a map over a build-time value, None where nothing is known of it.

    Two values have the same length if they are as long literals, the same name, or the
    same `range` of the same names; `rebound` names may be two values at two places, and
    `hidden` are names of built-ins that mean something else here.
    """
    if isinstance(value.value, (list, tuple, range, str, bytes)):
        return Known(len(value.value))
    try:
        tree = ast.parse(value.text, mode="eval").body
    except SyntaxError:
        return None
    return _length(tree, lambda name: name in rebound, frozenset(hidden))


def _length(
    tree: ast.expr, changes: Callable[[str], bool], hidden: frozenset[str]
) -> Extent | None:
    match tree:
        case ast.Name(id=name) if not changes(name):
            return Length(name)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            starred = any(isinstance(part, ast.Starred) for part in parts)
            return None if starred else Known(len(parts))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            if name in hidden or changes(name):
                return None
            if name in _SAME_LENGTH and len(args) == 1:
                # A name may be an iterator's, which has its elements once.
                once = isinstance(args[0], ast.Name)
                return None if once else _length(args[0], changes, hidden)
            if name in _OF_NUMBERS and _settled(args, changes):
                return Length(ast.unparse(tree))
    return None


def _settled(args: list[ast.expr], changes: Callable[[str], bool]) -> bool:
    """Whether the arguments are arithmetic over names that keep their values."""
    parts = [part for arg in args for part in ast.walk(arg)]
    names = [part.id for part in parts if isinstance(part, ast.Name)]
    return all(isinstance(part, _ARITHMETIC) for part in parts) and not any(
        map(changes, names)
    )
