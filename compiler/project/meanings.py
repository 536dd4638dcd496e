"""What the names of a project's modules mean, through imports from one to another."""

from dataclasses import dataclass

from .modules import Absent, Alias, External, Member, Project, Star, Target, Whole
from .scan import ScannedModule
from .scopes import ImportPlace, Occurrence


@dataclass(frozen=True)
class Own:
    """A variable of a module: what its own statements define under a name."""

    module: str
    name: str


Meaning = Own | External | Whole | Absent


class Meanings:
    """Looks names up. `apart` are the modules that stay modules in the script."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.by_name: dict[tuple[str, str], Meaning | None] = {}
        self.imported: dict[str, dict[str, list[tuple[ImportPlace, Alias]]]] = {}

    def of(self, module: ScannedModule, name: str) -> Meaning | None:
        """What a global name of a module means; None for what nothing there binds."""
        key = (module.name, name)
        if key not in self.by_name:
            self.by_name[key] = None  # while it is looked for: a circle means nothing
            self.by_name[key] = self._find(module, name)
        return self.by_name[key]

    def is_variable(self, module: ScannedModule, name: str) -> bool:
        """Whether a name is a module's own variable, not only what an import gives."""
        return self.of(module, name) == Own(module.name, name)

    def _find(self, module: ScannedModule, name: str) -> Meaning | None:
        targets = self.targets(module, name)
        if targets is None:
            return Own(module.name, name)
        if targets:
            return self.target(targets[0]) or _as_written(targets[0])
        return self._of_stars(module, name)

    def targets(self, module: ScannedModule, name: str) -> list[Target] | None:
        """What imports alone give a name; None if other statements bind it too, or if
        imports disagree."""
        aliases = self.aliases(module).get(name, [])
        bound = module.binders.get(name, [])
        if name in module.table.rebound:
            return None
        for unit in bound:
            own = [
                each
                for each in unit.occurrences
                if each.name == name
                and each.stores
                and each.home is module.table.module
            ]
            count = sum(place in unit.imports for place, _ in aliases)
            if len(own) > count:
                return None
        found = list(dict.fromkeys(alias.target for _, alias in aliases))
        return None if len(found) > 1 and not _one_package(found) else found

    def aliases(
        self, module: ScannedModule
    ) -> dict[str, list[tuple[ImportPlace, Alias]]]:
        """The imports of a module's own scope, by the names that they bind."""
        if module.name not in self.imported:
            found: dict[str, list[tuple[ImportPlace, Alias]]] = {}
            for place in module.table.imports:
                if place.scope is not module.table.module or place.checked:
                    continue
                for alias in self.project.aliases_of(module, place):
                    found.setdefault(alias.bound, []).append((place, alias))
            self.imported[module.name] = found
        return self.imported[module.name]

    def target(self, target: Target) -> Meaning | None:
        """What an import stands for, followed to the module that defines it."""
        if isinstance(target, Member):
            return self.member(target.module, target.name)
        return None if isinstance(target, Star) else target

    def member(self, home: str, name: str) -> Meaning | None:
        """What an attribute of a module is; None if it has none of that name."""
        module = self.project.module(home)
        if home in self.project.problems:
            return External(home, name)
        if module is not None:
            found = self.of(module, name)
            if found is not None:
                return found
        if module is not None and _makes_names(module):
            return Own(home, name)
        located = self.project.located.get(home)
        inner = located and self.project.locator.submodule(located, name)
        known = self.project.known(inner or None)
        return Whole(known.name) if known is not None else None

    def _of_stars(self, module: ScannedModule, name: str) -> Meaning | None:
        for _, alias in reversed(self.aliases(module).get("*", [])):
            star = isinstance(alias.target, Star)
            if star and name in self.public(alias.target.module):
                return self.member(alias.target.module, name)
        return None

    def public(
        self, home: str, without: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        """The names that a star import of a module binds, in its order; none that it
        has only by way of the modules in `without`."""
        return tuple(self._public(home, without))

    def starred(self, home: str) -> list[str]:
        """The modules whose names a star import of a module gives, itself included."""
        found, waiting = [], [home]
        while waiting:
            name = waiting.pop()
            module = self.project.module(name)
            if module is None or name in found:
                continue
            found.append(name)
            stars = self.aliases(module).get("*", [])
            targets = [alias.target for _, alias in stars]
            waiting += [each.module for each in targets if isinstance(each, Star)]
        return found

    def _public(self, home: str, seen: frozenset[str]) -> list[str]:
        module = self.project.module(home)
        if module is None or home in seen:
            return []
        if module.exported is not None:
            return list(module.exported)
        found = [name for name in module.binders if not name.startswith("_")]
        for _, alias in self.aliases(module).get("*", []):
            if isinstance(alias.target, Star):
                found += self._public(alias.target.module, seen | {home})
        return list(dict.fromkeys(found))

    def along(
        self, meaning: Meaning | None, chain: tuple[str, ...]
    ) -> tuple[Meaning | None, tuple[str, ...]]:
        """Follow attributes as long as they lead from a module to what it holds.

        Gives what was reached and the attributes left. None: the module has no such
        attribute.
        """
        while isinstance(meaning, Whole) and chain:
            meaning, chain = self.member(meaning.module, chain[0]), chain[1:]
        return meaning, chain

    def of_occurrence(
        self, module: ScannedModule, place: Occurrence
    ) -> tuple[Meaning | None, tuple[str, ...]]:
        """What a use of a global name reaches, through modules."""
        return self.along(self.of(module, place.name), place.chain)


def _as_written(target: Target) -> External | None:
    """An import of a name that a module does not have: it fails as it did."""
    if isinstance(target, Member):
        return External(target.module, target.name)
    return None


# What a module calls or has that makes names which its text does not show.
_MAKERS = ("globals()", "vars()", "exec(", "__getattr__", "sys.modules[__name__]")


def _makes_names(module: ScannedModule) -> bool:
    return any(word in module.source.text for word in _MAKERS)


def _one_package(targets: list[Target]) -> bool:
    """Whether plain imports of one package's modules bind its name several times."""
    externals = {each.module for each in targets if isinstance(each, External)}
    return len(externals) == 1 and len(targets) == 1
