"""What has to be changed in a statement's text for it to stand among others."""

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass

from .import_text import InnerImports
from .meanings import Meanings, Own
from .places import Places
from .reached import Use
from .rewrite import Edit, formatted, place_of_end, renaming, replaced
from .scan import ScannedModule, Unit
from .symbols import Naming, symbol_of
from .targets import Targets

BUILTINS = frozenset(dir(builtins))


@dataclass(frozen=True)
class Words:
    """What the text calls flowc's own: `originally` keeps a function's name when it
    gets another."""

    originally: str
    carried: str
    builtins: str


class Edits:
    """Finds the edits of statements. The places in `direct` speak of what another
    module defines by its own name there."""

    def __init__(
        self,
        meanings: Meanings,
        naming: Naming,
        targets: Targets,
        words: Words,
        direct: set[int],
    ) -> None:
        self.meanings = meanings
        self.project = meanings.project
        self.naming = naming
        self.targets = targets
        self.words = words
        self.direct = direct
        self.places = Places(self.project, naming, targets)
        self.inner = InnerImports(meanings, naming, targets)

    def of(self, module: ScannedModule, unit: Unit) -> Iterator[Edit]:
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
                end = place_of_end(module, last)
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
