"""What operators on results make: the name of the node, and what it computes."""

import operator
from collections.abc import Callable
from typing import Any

OPERATORS: dict[str, tuple[str, Callable[[Any, Any], Any]]] = {
    "+": ("Add", operator.add),
    "-": ("Sub", operator.sub),
    "*": ("Mul", operator.mul),
    "//": ("FloorDiv", operator.floordiv),
    "%": ("Mod", operator.mod),
    ">": ("GreaterThan", operator.gt),
    ">=": ("GreaterThanOrEqual", operator.ge),
    "<": ("LessThan", operator.lt),
    "<=": ("LessThanOrEqual", operator.le),
    "&": ("And", lambda x, y: x and y),
    "is_equal": ("Equal", operator.eq),
    "is_not_equal": ("NotEqual", operator.ne),
    "or_": ("Or", lambda x, y: x or y),
}
# `1 > a` asks `a < 1` of Python.
SWAPPED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
