"""The values of build-time expressions, where their text tells them."""

import libcst as cst

from .syntax import literal, text_of


def value_of(node: cst.BaseExpression) -> object:
    """The value of a literal, or of a range of literals; else Ellipsis."""
    if isinstance(node, cst.Call) and text_of(node.func) == "range":
        bounds = [literal(arg.value) for arg in node.args]
        if 1 <= len(bounds) <= 3 and all(type(bound) is int for bound in bounds):
            return _range(bounds)
    return literal(node)


def _range(bounds: list[object]) -> object:
    numbers = [bound for bound in bounds if isinstance(bound, int)]
    try:
        return range(*numbers)
    except ValueError:
        return ...
