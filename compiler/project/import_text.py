"""What stands in the script for an import statement of a project's module."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..frontend.names import is_prefect
from .meanings import Meanings, Own
from .modules import Absent, Alias, External, Star, Whole
from .scan import ScannedModule
from .scopes import ImportPlace, Kind, Scope
from .symbols import Imported, ModuleName, Naming, symbol_of
from .targets import Members, Targets


def shown(node: ast.Import | ast.ImportFrom, aliases: Iterable[ast.alias]) -> str:
    """An import statement with some of its names."""
    names = ", ".join(
        f"{each.name} as {each.asname}" if each.asname else each.name
        for each in aliases
    )
    if isinstance(node, ast.Import):
        return f"import {names}"
    return f"from {'.' * node.level}{node.module or ''} import {names}"


def import_of(target: External, name: str) -> str:
    """An import of another package's module or member, under a name."""
    if not target.name:
        plain = "." not in target.module and target.module == name
        return f"import {target.module}" + ("" if plain else f" as {name}")
    tail = "" if target.name == name else f" as {name}"
    return f"from {target.module} import {target.name}{tail}"


@dataclass(frozen=True)
class InnerImports:
    """Imports inside other statements: under a condition, or in a function."""

    meanings: Meanings
    naming: Naming
    targets: Targets

    def text(self, module: ScannedModule, place: ImportPlace) -> str | None:
        """What stands in an import's place; None if it stays as it is."""
        aliases = self.meanings.project.aliases_of(module, place)
        if place.checked:
            return None
        kept = [each.node for each in aliases if self.stays(module, place, each)]
        if len(kept) == len(aliases):
            return None
        parts = [shown(place.node, kept)] if kept else []
        for alias in aliases:
            if alias.node not in kept:
                parts += self.bound(module, place, alias)
        return "; ".join(parts) or "pass"

    def stays(self, module: ScannedModule, place: ImportPlace, alias: Alias) -> bool:
        if not isinstance(alias.target, (External, Absent)):
            return False
        if place.scope is not module.table.module:
            return not self.is_hidden(alias)
        symbol = symbol_of(self.meanings.of(module, alias.bound), alias.bound, ())
        return symbol is None or self.naming.names.get(symbol) in (None, alias.bound)

    def is_hidden(self, alias: Alias) -> bool:
        """Whether a function imports something of prefect's under a name that means
        another thing at module level, where the script has all of prefect."""
        target = alias.target
        if not isinstance(target, External) or not is_prefect(target.module):
            return False
        own = self.naming.names.get(Imported(target, alias.bound))
        return alias.bound in self.naming.taken and own != alias.bound

    def bound(
        self, module: ScannedModule, place: ImportPlace, alias: Alias
    ) -> Iterator[str]:
        """The statement that gives an import's name its value, if it needs one."""
        if isinstance(alias.target, Star):
            return
        if isinstance(alias.target, External) and self.is_hidden(alias):
            yield f"{alias.bound} = {self.targets.external(alias.target)}"
            return
        name = self.name_of(module, place, alias)
        meaning = self.meanings.target(alias.target)
        if meaning is None:
            yield f'raise ImportError("cannot import name {alias.node.name!r}")'
            return
        if isinstance(meaning, External):
            yield import_of(meaning, name)
        elif isinstance(meaning, Whole) and meaning.module not in self.targets.apart:
            members = self.members(place, alias, module)
            yield f"{name} = {self.targets.namespace_of(members, module)}"
        else:
            text = self.targets.text(meaning, module)
            if text != name:
                yield f"{name} = {text}"

    def name_of(self, module: ScannedModule, place: ImportPlace, alias: Alias) -> str:
        if place.scope is not module.table.module:
            return alias.bound
        symbol = symbol_of(
            self.meanings.of(module, alias.bound), alias.bound, self.targets.apart
        )
        return self.naming.name(symbol, module) if symbol else alias.bound

    def members(
        self, place: ImportPlace, alias: Alias, module: ScannedModule
    ) -> Members:
        if place.scope is not module.table.module:
            return self.targets.local.get(id(alias.node), Members())
        assert isinstance(alias.target, Whole)
        key = ModuleName(alias.target.module, alias.bound)
        return self.targets.members.get(key, Members())


def clashing(
    meanings: Meanings, module: ScannedModule, place: ImportPlace, alias: Alias
) -> Own | None:
    """The variable of another module that can't have its own name, since the function
    that imports it gives that name other values too, or functions around it do."""
    meaning = meanings.target(alias.target)
    if place.scope is module.table.module or not isinstance(meaning, Own):
        return None
    if meaning.name != alias.bound or place.scope.kind is Kind.CLASS:
        return None
    other = binds_otherwise(meanings, module, place, alias)
    return meaning if other or _around(place.scope, alias.bound) else None


def binds_otherwise(
    meanings: Meanings, module: ScannedModule, place: ImportPlace, alias: Alias
) -> bool:
    """Whether anything else in a function binds the name of an import in it."""
    for each in module.table.occurrences:
        own = each.name == alias.bound and each.stores
        if own and each.scope is place.scope and each.node is not alias.node:
            return True
    return False


def _around(scope: Scope, name: str) -> bool:
    outer = scope.parent
    while outer is not None and outer.parent is not None:
        if outer.kind is not Kind.CLASS and name in outer.binds:
            return True
        outer = outer.parent
    return False
