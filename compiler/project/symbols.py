"""The variables of the one text that a project's modules become, and their names."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..ir.expr import free_name
from .meanings import Meaning, Own
from .modules import External, Whole
from .scan import ScannedModule


@dataclass(frozen=True)
class Renamed:
    """A variable under another name, as `from a import b as c` makes one."""

    original: Own
    name: str


@dataclass(frozen=True)
class Imported:
    """What an import of another package binds, under one name."""

    target: External
    name: str


@dataclass(frozen=True)
class ModuleName:
    """A name for a module of the project."""

    module: str
    name: str


Symbol = Own | Renamed | Imported | ModuleName


def symbol_of(
    meaning: Meaning | None, name: str, apart: Iterable[str]
) -> Symbol | None:
    """The variable that a name stands for; None for what no module defines."""
    if isinstance(meaning, Own):
        same = meaning.name == name and meaning.module not in apart
        return meaning if same else Renamed(meaning, name)
    if isinstance(meaning, External):
        return Imported(meaning, name)
    if isinstance(meaning, Whole):
        return ModuleName(meaning.module, name)
    return None


class Naming:
    """Gives each variable its name: its own where that is free, else one that begins
    with its module's. Who comes first keeps it.

    `kept` names are nobody's; `spoken` ones occur somewhere, and no new name is one of
    them. The variables in `avoid` can't have their own.
    """

    def __init__(
        self, kept: Iterable[str], spoken: frozenset[str], avoid: frozenset[Symbol]
    ) -> None:
        self.taken = set(kept)
        self.spoken = spoken
        self.names: dict[Symbol, str] = {}
        self.avoid = avoid
        self.taken_by_entry: frozenset[str] = frozenset()

    def keep(self, symbol: Symbol) -> None:
        """A variable of the flow file keeps its name, whatever else has it."""
        self.names[symbol] = symbol.name
        self.taken.add(symbol.name)

    def name(self, symbol: Symbol, module: ScannedModule) -> str:
        """The name of a variable that a module speaks of."""
        if symbol not in self.names:
            free = symbol.name not in self.taken and symbol not in self.avoid
            found = symbol.name if free else self._prefixed(symbol, module)
            self.names[symbol] = found
            self.taken.add(found)
        return self.names[symbol]

    def _prefixed(self, symbol: Symbol, module: ScannedModule) -> str:
        home = symbol.module if isinstance(symbol, Own) else module.name
        parts = [part for part in home.split(".") if part] or ["flow"]
        taken = self.taken | self.spoken
        plain = symbol.name.lstrip("_") or symbol.name
        for start in reversed(range(len(parts))):
            name = "_".join([*parts[start:], plain])
            if name not in taken and name.isidentifier():
                return name
        return free_name(f"{parts[-1]}_{plain}", taken)

    def free(self, wanted: str) -> str:
        """A name for something of flowc's own."""
        found = free_name(wanted, self.taken | self.spoken)
        self.taken.add(found)
        return found
