"""Writes what stands for the imports at module level of a project's modules."""

import ast
import sys
from collections.abc import Iterator

from .import_text import import_of, shown
from .meanings import Meanings, Own
from .modules import Absent, Alias, External, Star
from .reached import Reached, Use
from .rewrite import text_of_unit
from .scan import ScannedModule, Unit
from .symbols import Imported, ModuleName, Naming, Symbol, symbol_of
from .targets import Targets
from .woven_text import WovenText


class ImportLines:
    """Imports of other packages stay, once each; what the project's own imports bind
    gets a line where it is needed. `defined` are the variables that have their values.
    """

    def __init__(
        self,
        meanings: Meanings,
        reached: Reached,
        naming: Naming,
        targets: Targets,
        text: WovenText,
        direct: set[int],
    ) -> None:
        self.meanings = meanings
        self.project = meanings.project
        self.naming = naming
        self.targets = targets
        self.text = text
        self.defined: set[Own] = set()
        self.pending: dict[ModuleName, tuple[ScannedModule, Unit]] = {}
        self.spoken: dict[str, set[Symbol]] = {}
        for use in reached.uses:
            symbol = self.symbol_of_use(use)
            if symbol is not None and id(use.place) not in direct:
                self.spoken.setdefault(use.module.name, set()).add(symbol)
        self.spoken_by_any = frozenset().union(*self.spoken.values())

    def symbol_of_use(self, use: Use) -> Symbol | None:
        if use.alias is not None:
            return None
        meaning = self.meanings.of(use.module, use.place.name)
        return symbol_of(meaning, use.place.name, self.targets.apart)

    def write(self, module: ScannedModule, unit: Unit) -> None:
        """The statements for imports at module level."""
        for place in unit.imports:
            assert isinstance(place.node, (ast.Import, ast.ImportFrom))
            aliases = self.project.aliases_of(module, place)
            if getattr(place.node, "module", "") == "__future__":
                self.text.futures[shown(place.node, place.node.names)] = None
                continue
            kept = [each for each in aliases if self.keeps(module, place.node, each)]
            same = all(self.as_named(module, each) is each.node for each in kept)
            if same and len(kept) == len(aliases) and len(unit.imports) == 1:
                self.text.add(text_of_unit(module, unit, []), module, unit.start)
                continue
            if kept:
                text = shown(place.node, [self.as_named(module, each) for each in kept])
                self.text.add(text, module, place.node.lineno)
            for alias in aliases:
                if alias not in kept:
                    for text in self.bound(module, unit, alias):
                        self.text.say_once(text, module, place.node.lineno)

    def as_named(self, module: ScannedModule, alias: Alias) -> ast.alias:
        """The alias, with another name for what it binds if it got one."""
        assert isinstance(alias.target, External)
        if alias.bound == "*":
            return alias.node
        new = self.naming.names.get(Imported(alias.target, alias.bound), alias.bound)
        return alias.node if new == alias.bound else ast.alias(alias.node.name, new)

    def keeps(
        self,
        module: ScannedModule,
        node: ast.Import | ast.ImportFrom,
        alias: Alias,
    ) -> bool:
        """Whether the script imports a name as the module does."""
        entry = module is self.project.entry
        if isinstance(alias.target, External) and not entry:
            if alias.bound == "*":
                return self.text.is_new(shown(node, [alias.node]))
            symbol = Imported(alias.target, alias.bound)
            if self.meanings.is_variable(module, alias.bound):
                return False  # an assignment of its own, if it is needed
            spoken = symbol in self.spoken.get(module.name, ())
            if not spoken and self.is_spoken(module, alias):
                return False
            return self.text.is_new(shown(node, [self.as_named(module, alias)]))
        if isinstance(alias.target, External):
            self.text.seen.add(shown(node, [alias.node]))
            return True
        return False

    def is_spoken(self, module: ScannedModule, alias: Alias) -> bool:
        """Whether a module speaks of a name at all; else it imports it for effect."""
        assert isinstance(alias.target, External)
        if alias.target.module.partition(".")[0] in sys.stdlib_module_names:
            return True
        names = {p.name for p in module.table.occurrences if not p.stores}
        exported = module.exported or ()
        return module.is_package or alias.bound in names or alias.bound in exported

    def bound(self, module: ScannedModule, unit: Unit, alias: Alias) -> Iterator[str]:
        """The lines that give what a module imports its name, where one is needed."""
        if isinstance(alias.target, Star):
            for name in self.meanings.public(alias.target.module):
                yield from self.line_for(module, unit, name)
        elif self.meanings.is_variable(module, alias.bound):
            yield from self.assignment(module, alias)
        elif not isinstance(alias.target, External):
            yield from self.line_for(module, unit, alias.bound)

    def assignment(self, module: ScannedModule, alias: Alias) -> Iterator[str]:
        """The line for a name that is a variable: other statements bind it too."""
        own = Own(module.name, alias.bound)
        meaning = self.meanings.target(alias.target)
        if meaning is None or isinstance(meaning, Absent):
            return
        name = self.naming.name(own, module)
        if isinstance(meaning, External):
            yield import_of(meaning, name)
        else:
            yield f"{name} = {self.targets.text(meaning, module)}"

    def line_for(self, module: ScannedModule, unit: Unit, name: str) -> Iterator[str]:
        meaning = self.meanings.of(module, name)
        symbol = symbol_of(meaning, name, self.targets.apart)
        if meaning is None or symbol is None or symbol not in self.spoken_by_any:
            return
        new = self.naming.name(symbol, module)
        if isinstance(symbol, Own):
            return
        if isinstance(symbol, Imported):
            yield import_of(symbol.target, new)
        elif isinstance(symbol, ModuleName) and symbol.module not in self.targets.apart:
            yield from self.namespace(symbol, module, unit)
        else:
            text = self.targets.text(meaning, module)
            if text != new:
                yield f"{new} = {text}"

    def namespace(
        self, symbol: ModuleName, module: ScannedModule, unit: Unit
    ) -> Iterator[str]:
        """A module's name, with what is there of it by now."""
        members = self.targets.members.get(symbol)
        if members is None:
            return
        text = self.targets.namespace_of(members, module, self.defined)
        if any(not self.targets.is_ready(m, self.defined) for m in members.every()):
            self.pending[symbol] = module, unit
        yield f"{self.naming.name(symbol, module)} = {text}"

    def settle(self) -> None:
        """Complete the names of modules that were imported before they were whole."""
        for symbol, (module, unit) in list(self.pending.items()):
            members = self.targets.members[symbol]
            if all(self.targets.is_ready(m, self.defined) for m in members.every()):
                del self.pending[symbol]
                for text in self.namespace(symbol, module, unit):
                    self.text.say_once(text, module, unit.line)
