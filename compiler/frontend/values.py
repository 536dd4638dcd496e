"""What an expression of a flow block stands for while the block is lowered."""

from dataclasses import dataclass

import libcst as cst

from ..ir.expr import Expr
from ..ir.flow import Ref
from .module import ParameterDef, TaskDef


@dataclass(frozen=True)
class Built:
    """A build-time value: its expression, and where it stands."""

    expr: Expr
    node: cst.CSTNode


@dataclass(frozen=True)
class Group:
    """A list, tuple, set or dict literal that holds results."""

    kind: str
    items: tuple["Value", ...]
    keys: tuple[Expr, ...]
    node: cst.CSTNode


@dataclass(frozen=True)
class Whole:
    """A value in `unmapped(...)`."""

    value: "Value"
    node: cst.CSTNode


@dataclass(frozen=True)
class FlowItself:
    """The variable of the flow that the block builds."""


@dataclass(frozen=True)
class Unknown:
    """What something with a mistake in it stands for, so that one is enough."""


Value = Ref | Built | Group | Whole | TaskDef | ParameterDef | FlowItself | Unknown


@dataclass(frozen=True)
class Argument:
    """A value given to a call, with the keyword where it has one."""

    keyword: str | None
    value: Value
    node: cst.CSTNode
