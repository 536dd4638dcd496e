"""Which variable each name of a module means, by Python's own rules of scope.

Read with `ast`, since libcst's scope analysis takes 25 times as long.
"""

import ast
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a scope belongs to."""

    MODULE = "module"
    FUNCTION = "function"
    CLASS = "class"
    COMPREHENSION = "comprehension"


@dataclass(eq=False)
class Scope:
    """The names that a piece of code binds, each with the moment of its first binding,
    and what it declares to be someone else's."""

    kind: Kind
    parent: "Scope | None" = None
    binds: dict[str, int] = field(default_factory=dict)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)

    @property
    def module(self) -> "Scope":
        return self if self.parent is None else self.parent.module

    def home(self, name: str, moment: int) -> "Scope":
        """The scope whose variable a name means that is read in this one."""
        if name in self.globals or self.parent is None:
            return self.module
        if self.kind is Kind.CLASS and name in self.binds:
            # Before the class has bound it, the module's variable of that name is read.
            return self if self.binds[name] <= moment else self.module
        if name in self.binds and name not in self.nonlocals:
            return self
        outer = self.parent
        while outer.kind is Kind.CLASS and outer.parent is not None:
            outer = outer.parent
        return outer.home(name, 1 << 60)


@dataclass(frozen=True, eq=False)
class Occurrence:
    """A place where a variable is used.

    `chain` are the attributes that are read of it there: ("b", "c") in `a.b.c`, and
    `attributes` the nodes `a.b` and `a.b.c`. `now`
    tells whether the place is evaluated while the module is imported. `stores` if the
    variable is given a value or deleted, `changes` if something of what it holds is,
    and `calls` if it, or an attribute of it, is called. `quoted` is the string
    constant around a name in an annotation.
    """

    name: str
    node: ast.AST
    scope: Scope
    unit: int
    moment: int
    now: bool
    chain: tuple[str, ...] = ()
    stores: bool = False
    changes: bool = False
    calls: bool = False
    quoted: ast.Constant | None = None
    decorates: bool = False
    rebinds: bool = False
    formatted: ast.JoinedStr | None = None
    attributes: tuple[ast.Attribute, ...] = ()

    @property
    def home(self) -> Scope:
        """The scope whose variable this is."""
        if self.stores:
            return _target(self.scope, self.name)
        return self.scope.home(self.name, self.moment)


def _target(scope: Scope, name: str) -> Scope:
    """The scope whose variable a binding in some scope sets."""
    if name in scope.globals:
        return scope.module
    if name in scope.nonlocals and scope.parent is not None:
        return scope.home(name, 1 << 60)
    return scope


@dataclass(frozen=True, eq=False)
class ImportPlace:
    """An import statement: its scope and statement at module level.

    `checked` tells that only type checkers read it; `guarded` that it stands in a `try`
    or under a condition.
    """

    node: ast.Import | ast.ImportFrom
    scope: Scope
    unit: int
    now: bool
    checked: bool
    guarded: bool


@dataclass(frozen=True)
class ScopeTable:
    """What a module's text says: its scope, its names and its imports."""

    module: Scope
    occurrences: tuple[Occurrence, ...]
    imports: tuple[ImportPlace, ...]
    rebound: frozenset[str]


def scopes_of(tree: ast.Module) -> ScopeTable:
    """Find what every name in a module means. Units are its statements, by number."""
    from .scope_visitor import ScopeVisitor

    visitor = ScopeVisitor(_lazy_annotations(tree))
    for number, statement in enumerate(tree.body):
        visitor.unit = number
        visitor.visit(statement)
    return ScopeTable(
        visitor.scope,
        tuple(visitor.occurrences),
        tuple(visitor.imports),
        frozenset(visitor.rebound),
    )


def _lazy_annotations(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in tree.body
    )
