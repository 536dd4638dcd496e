"""How a flow is to be run: its schedule, its executor, what its entry code sets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .expr import Expr


@dataclass(frozen=True)
class Statement:
    """A statement of the source that makes a setting; `order` is its place there."""

    order: int
    text: str
    names: frozenset[str]
    symbols: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Setting:
    """A value that the source gives the flow, and the statements that it needs."""

    value: Expr
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Inspection:
    """What the source does with the state of a run.

    `variable` holds the state; `texts` are the statements, `names` what they read and
    `binds` what they bind.
    """

    variable: str
    texts: tuple[str, ...]
    names: frozenset[str]
    binds: frozenset[str]


@dataclass(frozen=True)
class Settings:
    """What the source gives the flow besides its tasks.

    `declared` settings ("schedule", "executor") belong to the flow however it is
    run; `entry` settings ("schedule", "executor", "parameters") are those of the
    code that runs it, and hold when the script is run as a program.
    `scheduled` is False where the source runs the flow but not on its schedule.
    `docstring` is what `__doc__` is to the source, as an expression, or "" if it never
    reads that; `before` are statements that it runs first, of nothing but built-in
    functions; `inspection` is what it does after a run.
    """

    declared: Mapping[str, Setting] = field(default_factory=dict)
    entry: Mapping[str, Setting] = field(default_factory=dict)
    scheduled: bool = True
    docstring: str = ""
    before: tuple[str, ...] = ()
    inspection: Inspection | None = None
