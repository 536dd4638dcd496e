"""Programs: flow files as data, small enough to generate, interpret and render."""

from dataclasses import dataclass, field
from typing import Any

from tests.property.syntax import Expr, Stmt


@dataclass(frozen=True)
class Trouble:
    """What a body raises, and when: `test` on `number` (see bodies.py)."""

    test: str
    number: int
    raises: str
    message: str
    result: Any = None


@dataclass(frozen=True)
class TaskDef:
    """A task: what its body does and how it is declared."""

    name: str
    params: tuple[str, ...]
    body: str
    number: int = 0
    troubles: tuple[Trouble, ...] = ()
    optional: bool = False
    form: str = "function"
    settings: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class ManagerDef:
    """A resource manager with what its three steps do; `setup` may be missing."""

    name: str
    has_setup: bool
    troubles: tuple[tuple[str, Trouble], ...] = ()


@dataclass(frozen=True)
class HelperDef:
    """A function of the file that makes tasks: parameters, statements, result."""

    name: str
    params: tuple[str, ...]
    body: tuple[Stmt, ...]
    result: Expr


@dataclass(frozen=True)
class ModuleDef:
    """A module beside the flow file: what it defines, and the form of its import."""

    names: frozenset[str]
    form: str = "names"


@dataclass(frozen=True)
class Program:
    """A flow file: its flow, perhaps one more before it, and a module.

    `shape` is where the flow's block stands: at module level, or in the function, the
    method or the loop that makes it.
    """

    tasks: tuple[TaskDef, ...]
    managers: tuple[ManagerDef, ...]
    helpers: tuple[HelperDef, ...]
    size: int
    body: tuple[Stmt, ...]
    given: dict[str, Any] = field(default_factory=dict)
    other: tuple[Stmt, ...] = ()
    other_first: bool = False
    module: ModuleDef | None = None
    shape: str = "plain"
