"""Weaves the wanted statements of a project's modules into one text."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..origins import Origins, Stretch
from .apart_text import ApartText
from .changes import Changes
from .import_text import InnerImports, import_of, shown
from .loading import Step
from .meanings import Meanings, Own
from .modules import Alias, External, Star
from .places import Places
from .reach import Reached, Use
from .rewrite import Edit, formatted, renaming, replaced, text_of_unit
from .scan import Part, ScannedModule, Unit
from .symbols import Imported, ModuleName, Naming, Symbol, symbol_of
from .targets import Targets


@dataclass(frozen=True)
class Words:
    """What the text calls flowc's own: `originally` keeps a function's name when it
    gets another."""

    originally: str
    carried: str
    builtins: str


class Weaver:
    """Writes statement after statement; `order` is that in which they would run."""

    def __init__(
        self,
        meanings: Meanings,
        changes: Changes,
        reached: Reached,
        naming: Naming,
        targets: Targets,
        words: Words,
        direct: set[int],
    ) -> None:
        self.meanings = meanings
        self.project = meanings.project
        self.changes = changes
        self.reached = reached
        self.naming = naming
        self.targets = targets
        self.words = words
        self.direct = direct
        self.places = Places(self.project, naming, targets)
        self.inner = InnerImports(meanings, naming, targets)
        self.apart_text = ApartText(self.project, reached, targets, words.carried)
        self.lines: list[str] = []
        self.stretches: list[Stretch] = []
        self.seen: set[str] = set()
        self.defined: set[Own] = set()
        self.waiting: dict[str, list[Unit]] = {}
        self.pending: dict[ModuleName, tuple[ScannedModule, Unit]] = {}
        self.spoken: dict[str, set[Symbol]] = {}
        for use in reached.uses:
            symbol = self.symbol_of_use(use)
            if symbol is not None and id(use.place) not in direct:
                self.spoken.setdefault(use.module.name, set()).add(symbol)

    def symbol_of_use(self, use: Use) -> Symbol | None:
        if use.alias is not None:
            return None
        meaning = self.meanings.of(use.module, use.place.name)
        return symbol_of(meaning, use.place.name, self.targets.apart)

    def add(
        self, text: str, module: ScannedModule, line: int, unit: Unit | None = None
    ) -> None:
        """Enter lines that come from a module's line and those after it."""
        origin = module.source.origins.of(line)
        name = origin.name if origin else module.file
        file = origin.file if origin else module.source.file
        number = module.source.origins.line(line)
        start = len(self.lines) + 1
        changes = () if unit is None else self.changes_of(module, unit)
        effect = unit is not None and unit.part is Part.EFFECT
        stretch = Stretch(start, number, file, name, module.name, changes, effect)
        self.stretches.append(stretch)
        self.lines += text.rstrip("\n").split("\n")

    def changes_of(self, module: ScannedModule, unit: Unit) -> tuple[str, ...]:
        """The variables that a statement changes, by their names in the text."""
        found = self.changes.of_unit(module, unit)
        names = (self.naming.names.get(each, each.name) for each in found)
        return tuple(sorted(names))

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    @property
    def origins(self) -> Origins:
        return Origins(self.stretches)

    # Statements

    def weave(self, steps: list[Step], circles: dict[str, list[ScannedModule]]) -> None:
        left = {name: sum(m.name == name for m, _ in steps) for name in circles}
        for module, unit in steps:
            if module.name in self.targets.apart:
                left[module.name] -= 1
                if not left[module.name]:
                    self.apart(module, unit, circles)
                continue
            if unit.part is Part.IMPORT:
                self.waiting.setdefault(module.name, []).append(unit)
            elif unit.part is not Part.TEXT or module is self.project.entry:
                self.made_ready(module)
                self.statement(module, unit)
            self.defined |= {Own(module.name, name) for name in unit.binds}
            self.settle()
        self.made_ready(self.project.entry)

    def made_ready(self, module: ScannedModule) -> None:
        """Write what the imports give a module, right before what comes behind them."""
        for unit in self.waiting.pop(module.name, ()):
            self.imports(module, unit)

    def apart(
        self,
        module: ScannedModule,
        unit: Unit,
        circles: dict[str, list[ScannedModule]],
    ) -> None:
        """A module of its own, once all of its circle have been read."""
        circle = circles[module.name]
        if module is not circle[-1]:
            return
        prefect = self.naming.free("prefect")
        text = self.apart_text.statement(circle, prefect)
        if f"{prefect}." in text or f": {prefect}," in text:
            text = f"import prefect as {prefect}\n{text}"
        self.import_externals(module, 1)
        self.add(text, module, 1)

    def statement(self, module: ScannedModule, unit: Unit) -> None:
        edits = list(self.edits(module, unit))
        self.import_externals(module, unit.line)
        for name in self.places.asked_by(module, unit):
            self.say_once(self.places.line(module, name), module, unit.line)
        text = text_of_unit(module, unit, edits)
        self.add(text, module, unit.start, unit)
        self.shift_definition(module, unit, edits)

    def shift_definition(
        self, module: ScannedModule, unit: Unit, edits: list[Edit]
    ) -> None:
        """A line that was put above a definition does not move what comes behind."""
        added = [each for each in edits if each.text.startswith("@")]
        for edit in added:
            start = self.stretches[-1].start + edit.line - unit.start
            line = module.source.origins.line(edit.line)
            last = self.stretches[-1]
            self.stretches.append(replace(last, start=start + 1, line=line))

    def edits(self, module: ScannedModule, unit: Unit) -> Iterator[Edit]:
        for place in unit.imports:
            text = self.inner.text(module, place)
            if text is not None:
                yield replaced(module, place.node, text)
        strings: dict[ast.JoinedStr, dict[str, str]] = {}
        for use in self.uses_in(module, unit):
            new = self.new_name(use)
            if new is None:
                continue
            edit = renaming(module, use.place, new)
            if edit is not None:
                yield edit
            elif use.place.formatted is not None:
                strings.setdefault(use.place.formatted, {})[use.place.name] = new
        for node, new_names in strings.items():
            yield formatted(module, node, new_names)
        yield from self.attributes(module, unit)
        yield from self.named_before(module, unit)

    def uses_in(self, module: ScannedModule, unit: Unit) -> Iterator[Use]:
        """Every place where a global name is used or given a value."""
        for place in unit.occurrences:
            if place.home is module.table.module and id(place) not in self.direct:
                meaning = self.meanings.of(module, place.name)
                yield Use(module, unit, place, meaning, place.chain)

    def new_name(self, use: Use) -> str | None:
        """The name that a global variable has in the text, if it is another."""
        name = use.place.name
        symbol = symbol_of(use.meaning, name, self.targets.apart)
        if symbol is None and self.places.has(use.module, name):
            return self.places.variable(use.module, name)
        if symbol is None:
            taken = name in self.naming.taken_by_entry
            builtin = use.module is not self.project.entry and name in BUILTINS
            return f"{self.words.builtins}.{name}" if taken and builtin else None
        new = self.naming.names.get(symbol)
        return new if new != name else None

    def attributes(self, module: ScannedModule, unit: Unit) -> Iterator[Edit]:
        """`tasks.extract` in the flow file's own statements is `extract`."""
        for place in unit.occurrences:
            if id(place) not in self.direct:
                continue
            found = self.meanings.of(module, place.name)
            meaning, rest = self.meanings.along(found, place.chain)
            taken = len(place.chain) - len(rest)
            if not isinstance(meaning, Own):
                continue
            new = self.targets.text(meaning, module)
            start = renaming(module, place, new)
            if start is None:
                continue
            if taken:
                last = place.attributes[taken - 1]
                end = renaming_end(module, last)
                yield Edit(start.line, start.column, *end, new)
            elif new != place.name:
                yield start

    def named_before(self, module: ScannedModule, unit: Unit) -> Iterator[Edit]:
        """A definition that gets another name keeps its own for whoever asks."""
        for node in unit.nodes:
            if not isinstance(
                node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
            ):
                continue
            new = self.naming.names.get(Own(module.name, node.name))
            if new is not None and new != node.name:
                text = f"@{self.words.originally}({node.name!r})\n"
                yield Edit(node.lineno, 0, node.lineno, 0, text)

    # Imports

    def imports(self, module: ScannedModule, unit: Unit) -> None:
        """The statements for imports at module level."""
        for place in unit.imports:
            assert isinstance(place.node, (ast.Import, ast.ImportFrom))
            aliases = self.project.aliases_of(module, place)
            kept = [each for each in aliases if self.keeps(module, place.node, each)]
            same = all(self.as_named(module, each) is each.node for each in kept)
            if same and len(kept) == len(aliases) and len(unit.imports) == 1:
                self.add(text_of_unit(module, unit, []), module, unit.start)
                continue
            if kept:
                text = shown(place.node, [self.as_named(module, each) for each in kept])
                self.add(text, module, place.node.lineno)
            for alias in aliases:
                if alias not in kept:
                    for text in self.bound(module, unit, alias):
                        self.say_once(text, module, place.node.lineno)

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
            if alias.bound == "*" or alias.target.module == "__future__":
                return self.is_new(shown(node, [alias.node]))
            symbol = Imported(alias.target, alias.bound)
            spoken = symbol in self.spoken.get(module.name, ())
            if not spoken and self.is_spoken(module, alias):
                return False
            return self.is_new(shown(node, [self.as_named(module, alias)]))
        if isinstance(alias.target, External):
            self.seen.add(shown(node, [alias.node]))
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

    def is_new(self, text: str) -> bool:
        if text in self.seen:
            return False
        self.seen.add(text)
        return True

    def bound(self, module: ScannedModule, unit: Unit, alias: Alias) -> Iterator[str]:
        """The lines that give what a module imports its name, where one is needed."""
        if isinstance(alias.target, Star):
            for name in self.meanings.public(alias.target.module):
                yield from self.line_for(module, unit, name)
        elif not isinstance(alias.target, External):
            yield from self.line_for(module, unit, alias.bound)

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

    @property
    def spoken_by_any(self) -> set[Symbol]:
        return {symbol for found in self.spoken.values() for symbol in found}

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
                    self.say_once(text, module, unit.line)

    def say_once(self, text: str, module: ScannedModule, line: int) -> None:
        self.import_externals(module, line)
        if self.is_new(text):
            self.add(text, module, line)

    def import_externals(self, module: ScannedModule, line: int) -> None:
        """Write the imports that the text to come turned out to need."""
        for target, name in self.targets.new_externals():
            self.add(import_of(target, name), module, line)


BUILTINS = frozenset(dir(__import__("builtins")))


def renaming_end(module: ScannedModule, node: ast.Attribute) -> tuple[int, int]:
    """Where an attribute ends: line, and column in characters."""
    line, offset = node.end_lineno or node.lineno, node.end_col_offset or 0
    text = module.lines[line - 1]
    return line, len(text.encode()[:offset].decode(errors="ignore"))
