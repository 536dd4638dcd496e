"""Reads one module of a project: its statements, what they bind, use and import."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from ..source import Source
from .outline import Outline, is_guard, outline_of
from .scopes import ImportPlace, Occurrence, ScopeTable, scopes_of


class Part(Enum):
    """What a statement at module level is, as far as its being carried goes."""

    TEXT = "docstring"
    IMPORT = "import"
    DEFINITION = "definition"
    BINDING = "binding"
    EFFECT = "effect"
    GUARD = "__main__ guard"


@dataclass(frozen=True, eq=False)
class Unit:
    """One statement at module level, or several that share a line.

    `start` and `end` are lines (from 1, the last included), comments above it with it;
    `line` is where its code begins.
    """

    number: int
    nodes: tuple[ast.stmt, ...]
    part: Part
    start: int
    line: int
    end: int
    binds: frozenset[str]
    occurrences: tuple[Occurrence, ...]
    imports: tuple[ImportPlace, ...]


@dataclass(frozen=True, eq=False)
class ScannedModule:
    """A module: its dotted name, where it lies, and its statements.

    `file` is what a script calls it: its path below the root. `package` is the dotted
    name that its relative imports start from.
    """

    name: str
    file: str
    path: Path | None
    package: str
    source: Source
    tree: ast.Module

    @cached_property
    def table(self) -> ScopeTable:
        """What its names mean: worked out for what a flow reaches only."""
        return scopes_of(self.tree)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        return tuple(_units(self.tree, self.table))

    @cached_property
    def outline(self) -> Outline:
        """What it binds and imports while it is imported itself."""
        return outline_of(self.tree)

    @cached_property
    def lines(self) -> list[str]:
        return self.source.text.split("\n")

    @cached_property
    def binders(self) -> dict[str, list[Unit]]:
        """The statements that give a name of module level its value, by the name."""
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            for name in unit.binds:
                found.setdefault(name, []).append(unit)
        return found

    @cached_property
    def is_package(self) -> bool:
        return self.path is not None and self.path.name == "__init__.py"

    @cached_property
    def exported(self) -> tuple[str, ...] | None:
        """The names in a literal `__all__`; None if there is none."""
        return _exported(self.tree)


def scan(
    source: Source, tree: ast.Module, name: str, file: str, package: str
) -> ScannedModule:
    """A module, by its text and its tree."""
    return ScannedModule(name, file, source.path, package, source, tree)


def _units(tree: ast.Module, table: ScopeTable) -> list[Unit]:
    groups: list[list[ast.stmt]] = []
    for node in tree.body:
        if groups and _first_line(node) <= (groups[-1][-1].end_lineno or 0):
            groups[-1].append(node)
        else:
            groups.append([node])
    numbers = {id(node): number for number, node in enumerate(tree.body)}
    occurrences = _by_unit(table.occurrences)
    imports = _by_unit(table.imports)
    units: list[Unit] = []
    end = 0
    for group in groups:
        own = [numbers[id(node)] for node in group]
        found = [each for number in own for each in occurrences.get(number, ())]
        unit = Unit(
            number=len(units),
            nodes=tuple(group),
            part=_part(group, is_first=not units),
            start=end + 1,
            line=_first_line(group[0]),
            end=group[-1].end_lineno or 0,
            binds=frozenset(
                each.name
                for each in found
                if each.stores and each.home is table.module and each.now
            ),
            occurrences=tuple(found),
            imports=tuple(each for n in own for each in imports.get(n, ())),
        )
        units.append(unit)
        end = unit.end
    return units


_Placed = TypeVar("_Placed", Occurrence, ImportPlace)


def _by_unit(found: Iterable[_Placed]) -> dict[int, list[_Placed]]:
    groups: dict[int, list[_Placed]] = {}
    for each in found:
        groups.setdefault(each.unit, []).append(each)
    return groups


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def _part(group: list[ast.stmt], is_first: bool) -> Part:
    if all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in group):
        return Part.IMPORT
    if all(map(_is_text, group)):
        return Part.TEXT
    if any(map(is_guard, group)):
        return Part.GUARD
    if all(map(_is_definition, group)):
        return Part.DEFINITION
    return Part.EFFECT if any(map(has_effect, group)) else Part.BINDING


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _is_definition(node: ast.stmt) -> bool:
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


_EFFECTS = (ast.Expr, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith)
_EFFECTS_TOO = (ast.Raise, ast.Assert, ast.Match)


def has_effect(node: ast.stmt) -> bool:
    """Whether a statement at module level does more than give names their values."""
    if _is_text(node):
        return False
    if isinstance(node, (*_EFFECTS, *_EFFECTS_TOO)):
        return True
    if isinstance(node, (ast.Assign, ast.Delete)):
        return any(not _is_plain(target) for target in node.targets)
    if isinstance(node, (ast.AnnAssign, ast.AugAssign)):
        return not isinstance(node.target, ast.Name)
    if isinstance(node, (ast.If, ast.Try)):
        handlers = getattr(node, "handlers", [])
        bodies = [*node.body, *node.orelse, *getattr(node, "finalbody", [])]
        bodies += [each for handler in handlers for each in handler.body]
        return any(map(_has_real_effect, bodies))
    return False


def _has_real_effect(node: ast.stmt) -> bool:
    """The same inside a `try` or an `if`: what only says that something is absent is
    none."""
    return has_effect(node) and not isinstance(node, (ast.Raise, ast.Assert))


def _is_plain(target: ast.expr) -> bool:
    if isinstance(target, (ast.Tuple, ast.List)):
        return all(map(_is_plain, target.elts))
    return isinstance(target, (ast.Name, ast.Starred))


def _exported(tree: ast.Module) -> tuple[str, ...] | None:
    found: list[str] | None = None
    for node in tree.body:
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign):
            targets: list[ast.expr] = node.targets
        elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
            targets = [node.target]
        else:
            continue
        if not any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets):
            continue
        more = _strings(value)
        if more is not None:
            added = isinstance(node, ast.AugAssign)
            found = [*(found or []), *more] if added else more
    return None if found is None else tuple(found)


def _strings(node: ast.expr | None) -> list[str] | None:
    try:
        value = ast.literal_eval(node) if node is not None else None
    except ValueError:
        return None
    return [str(each) for each in value] if isinstance(value, (list, tuple)) else None
