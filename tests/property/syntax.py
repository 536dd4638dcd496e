"""Statements and expressions of a generated flow's block, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Const:
    """A constant, written as its repr."""

    value: Any


@dataclass(frozen=True)
class Var:
    """A name of the block: a task's result, a list of them, or a loop's number."""

    name: str


@dataclass(frozen=True)
class Items:
    """A list or tuple literal that holds results."""

    kind: str
    items: tuple[Expr, ...]


@dataclass(frozen=True)
class Table:
    """A dict literal with constant keys."""

    pairs: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True)
class Mark:
    """`unmapped(...)`, `mapped(...)` or `flatten(...)`."""

    kind: str
    inner: Expr


@dataclass(frozen=True)
class Call:
    """A call or `.map` of a task; `keys` has None for a positional argument."""

    task: str
    args: tuple[Expr, ...]
    keys: tuple[str | None, ...]
    mapped: bool = False
    upstream: tuple[Expr, ...] = ()
    task_args: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Op:
    """An operator (`+`) or comparing method (`is_equal`) on results."""

    sign: str
    left: Expr
    right: Expr


@dataclass(frozen=True)
class Index:
    """`inner[key]`."""

    inner: Expr
    key: Expr


@dataclass(frozen=True)
class Merge:
    """`merge(...)`, of single or of mapped results."""

    items: tuple[Expr, ...]
    mapped: bool = False


@dataclass(frozen=True)
class Param:
    """`Parameter(name)`, with a default or without."""

    name: str
    default: Any = None
    required: bool = False


@dataclass(frozen=True)
class Comprehension:
    """`[item for var in values]`."""

    item: Expr
    var: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Help:
    """A call of a helper function, in the block's build-time Python."""

    helper: str
    args: tuple[Expr, ...]


Expr: TypeAlias = (
    Const
    | Var
    | Items
    | Table
    | Mark
    | Call
    | Op
    | Index
    | Merge
    | Param
    | Comprehension
    | Help
)


@dataclass(frozen=True)
class Assign:
    """`a = expr`, or `a, b = expr` for a task with nout; `expr` without names."""

    names: tuple[str, ...]
    expr: Expr


@dataclass(frozen=True)
class Append:
    """`target.append(expr)`."""

    target: str
    expr: Expr


@dataclass(frozen=True)
class Upstream:
    """`var.set_upstream(other)`, or `other.set_downstream(var)`."""

    var: str
    other: str
    reverse: bool = False


@dataclass(frozen=True)
class Switch:
    """`switch(condition, {value: task})`."""

    condition: str
    cases: tuple[tuple[Any, str], ...]


@dataclass(frozen=True)
class IfElse:
    """`ifelse(condition, true, false)`; a branch may be None."""

    condition: str
    true: str | None
    false: str | None


@dataclass(frozen=True)
class Case:
    """`with case(condition, value):`."""

    condition: str
    value: Any
    body: tuple[Stmt, ...]


@dataclass(frozen=True)
class Resource:
    """`with Manager(arg) as name:`."""

    manager: str
    arg: Expr
    name: str | None
    body: tuple[Stmt, ...]


@dataclass(frozen=True)
class Tagged:
    """`with tags(word):`."""

    word: str
    body: tuple[Stmt, ...]


@dataclass(frozen=True)
class For:
    """`for var in values:`, unrolled when the flow is built."""

    var: str
    values: tuple[Any, ...]
    body: tuple[Stmt, ...]


@dataclass(frozen=True)
class If:
    """`if SIZE > bound:`, decided when the flow is built."""

    bound: int
    then: tuple[Stmt, ...]
    other: tuple[Stmt, ...]


@dataclass(frozen=True)
class Reference:
    """`flow.set_reference_tasks([...])`."""

    names: tuple[str, ...]


Stmt: TypeAlias = (
    Assign
    | Append
    | Upstream
    | Switch
    | IfElse
    | Case
    | Resource
    | Tagged
    | For
    | If
    | Reference
)
