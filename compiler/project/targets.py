"""What the script's text says for the things that imports of the project stand for."""

from collections.abc import Container
from dataclasses import dataclass, field

from .meanings import Meaning, Meanings, Own
from .modules import External, Whole
from .reached import Reached, Use
from .scan import Part, ScannedModule
from .symbols import Imported, ModuleName, Naming

NAMESPACE = "SimpleNamespace"


@dataclass
class Members:
    """The attributes that are read of a module, with what they are, those of modules
    inside it below them."""

    leaves: dict[str, Meaning] = field(default_factory=dict)
    inner: dict[str, "Members"] = field(default_factory=dict)

    def enter(self, chain: tuple[str, ...], meaning: Meaning) -> None:
        if len(chain) == 1:
            self.leaves[chain[0]] = meaning
        else:
            self.inner.setdefault(chain[0], Members()).enter(chain[1:], meaning)

    def every(self) -> list[Meaning]:
        below = [each for part in self.inner.values() for each in part.every()]
        return [*self.leaves.values(), *below]


class Targets:
    """Spells what names mean. `apart` maps modules of their own to their variables; the
    code of those in `waiting` runs once something imports them."""

    def __init__(
        self,
        meanings: Meanings,
        naming: Naming,
        apart: dict[str, str],
        namespace: str,
        waiting: Container[str] = (),
    ) -> None:
        self.meanings = meanings
        self.naming = naming
        self.apart = apart
        self.namespace = namespace
        self.waiting = waiting
        self.members: dict[ModuleName, Members] = {}
        self.local: dict[int, Members] = {}
        # The imports that namespaces need, with their names.
        self.externals: dict[External, str] = {}
        self.imported: set[External] = set()

    def collect(self, reached: Reached, direct: set[int]) -> None:
        """Note what is read of which module; the uses in `direct` say it themselves."""
        for use in reached.uses:
            if id(use.place) in direct or use.meaning is None:
                continue
            taken = use.place.chain[: len(use.place.chain) - len(use.rest)]
            first = self.first(use)
            if not isinstance(first, Whole) or not taken:
                continue
            if first.module in self.apart or use.module.name in self.apart:
                continue
            members = self.members_of(use, first)
            members.enter(*self.shortened(first, taken, use.meaning))

    def shortened(
        self, first: Whole, chain: tuple[str, ...], meaning: Meaning
    ) -> tuple[tuple[str, ...], Meaning]:
        """The chain as far as the first module of its own on the way."""
        for length in range(1, len(chain)):
            found, _ = self.meanings.along(first, chain[:length])
            if isinstance(found, Whole) and found.module in self.apart:
                return chain[:length], found
        return chain, meaning

    def first(self, use: Use) -> Meaning | None:
        if use.alias is not None:
            return self.meanings.target(use.alias.target)
        return self.meanings.of(use.module, use.place.name)

    def members_of(self, use: Use, first: Whole) -> Members:
        if use.alias is not None:
            return self.local.setdefault(id(use.alias.node), Members())
        name = ModuleName(first.module, use.place.name)
        return self.members.setdefault(name, Members())

    # Text

    def text(self, meaning: Meaning, module: ScannedModule) -> str:
        """An expression for what a name means; an import can't be one."""
        if isinstance(meaning, Own):
            if meaning.module in self.apart:
                return f"{self.apart[meaning.module]}.{meaning.name}"
            home = self.meanings.project.module(meaning.module)
            return self.naming.name(meaning, home or module)
        if isinstance(meaning, Whole):
            if meaning.module in self.waiting:
                return f"{self.apart[meaning.module]}.__loaded__()"
            return self.apart.get(meaning.module, f"{self.namespace}()")
        return "None"

    def namespace_of(
        self, members: Members, module: ScannedModule, ready: set[Own] | None = None
    ) -> str:
        """`SimpleNamespace(f=f, inner=SimpleNamespace(g=g))`

        With `ready`, only of what has been defined.
        """
        given = [
            f"{name}={self.text_of_leaf(meaning, module)}"
            for name, meaning in sorted(members.leaves.items())
            if ready is None or self.is_ready(meaning, ready)
        ]
        given += [
            f"{name}={self.namespace_of(inner, module, ready)}"
            for name, inner in sorted(members.inner.items())
            if name not in members.leaves
        ]
        return f"{self.namespace}({', '.join(given)})"

    def is_ready(self, meaning: Meaning, ready: set[Own]) -> bool:
        """Whether something has been defined already."""
        if not isinstance(meaning, Own):
            return True
        return meaning in ready or meaning.module in self.apart

    def text_of_leaf(self, meaning: Meaning, module: ScannedModule) -> str:
        if isinstance(meaning, External):
            return self.external(meaning)
        return self.text(meaning, module)

    def new_externals(self) -> list[tuple[External, str]]:
        """The imports that have become needed since this was asked last."""
        found = [e for e in self.externals.items() if e[0] not in self.imported]
        self.imported |= {target for target, _ in found}
        return found

    def external(self, target: External) -> str:
        """A module or member of another package, read through an import of its own."""
        known = (
            name
            for symbol, name in self.naming.names.items()
            if isinstance(symbol, Imported) and symbol.target == target
        )
        name = self.externals.get(target) or next(known, None)
        if name is None:
            wanted = (target.name or target.module).replace(".", "_")
            name = self.naming.free(f"{wanted}_")
            self.externals[target] = name
        return name


def is_definition(meanings: Meanings, meaning: Meaning | None) -> bool:
    """Whether something is a decorated function of the project: maybe a task."""
    if not isinstance(meaning, Own):
        return False
    module = meanings.project.module(meaning.module)
    units = module.binders.get(meaning.name, []) if module else []
    return any(
        unit.part is Part.DEFINITION
        and any(getattr(node, "decorator_list", []) for node in unit.nodes)
        for unit in units
    )
