"""The text of modules that stay modules of their own inside the script."""

from .meanings import Meaning, Own
from .modules import External, Project, Star, Whole
from .reached import Reached
from .scan import ScannedModule
from .targets import Members, Targets

PREFECT = "prefect"


class ApartText:
    """Writes the statement that makes a module, or several that import one another."""

    def __init__(
        self, project: Project, reached: Reached, targets: Targets, maker: str
    ) -> None:
        self.project = project
        self.reached = reached
        self.targets = targets
        self.maker = maker

    def statement(self, modules: list[ScannedModule], prefect: str) -> str:
        """`name = carried_modules({name: (file, text)}, {what they import})`"""
        names = [self.targets.apart[module.name] for module in modules]
        given = {k: v for m in modules for k, v in self.imports(m, prefect).items()}
        inside = {module.name for module in modules}
        rows = [
            f"    {key!r}: {text},\n"
            for key, text in sorted(given.items())
            if key not in inside
        ]
        texts = [
            f"    ({module.name!r}, {module.file!r}, {module.is_package!r}, "
            f"{literal(module.source.text)}),\n"
            for module in modules
        ]
        target = names[0] if len(names) == 1 else ", ".join(names)
        one = "[0]" if len(names) == 1 else ""
        waits = any(module.name in self.targets.waiting for module in modules)
        end = "    at_once=False,\n" if waits else ""
        table = "{\n" + "".join(rows) + "    }" if rows else "{}"
        return f"{target} = {self.maker}(\n    {table},\n{''.join(texts)}{end}){one}\n"

    def imports(self, module: ScannedModule, prefect: str) -> dict[str, str]:
        """What the module's imports of the project and of prefect give, as text, by
        dotted name."""
        found: dict[str, Members] = {}
        rows: dict[str, str] = {}
        for use in self.reached.uses:
            if use.module is not module:
                continue
            first = self.targets.first(use)
            if isinstance(first, External) and _is_prefect(first.module):
                path = ".".join([p for p in (first.module, first.name) if p])
                path = ".".join([path, *use.place.chain])
                rows[path] = prefect + path[len(PREFECT) :]
            if isinstance(first, Whole) and use.meaning is not None:
                taken = use.place.chain[: len(use.place.chain) - len(use.rest)]
                if taken and first.module not in self.targets.apart:
                    chain, meaning = self.targets.shortened(first, taken, use.meaning)
                    found.setdefault(first.module, Members()).enter(chain, meaning)
        for home, name, meaning in self.members(module):
            found.setdefault(home, Members()).leaves[name] = meaning
        for home, members in found.items():
            for chain, meaning in _flat(members, ()):
                key = ".".join([home, *chain])
                rows[key] = self.targets.text_of_leaf(meaning, module)
        for home in self.stars(module):
            if not any(key.startswith(f"{home}.") for key in rows):
                rows[f"{home}.__all__"] = "()"  # it can be imported, and gives nothing
        for home in self.modules_of(module):
            rows[home] = self.targets.apart[home]
        return {k: v for k, v in rows.items() if not _covered(k, rows)}

    def members(self, module: ScannedModule) -> list[tuple[str, str, Meaning]]:
        """What the module imports by name from others that are hoisted."""
        found: list[tuple[str, str, Meaning]] = []
        for place in module.table.imports:
            for alias in self.project.aliases_of(module, place):
                target = alias.target
                if isinstance(target, External) or place.checked:
                    continue
                if isinstance(target, Star):
                    names = self.starred(target.module)
                else:
                    names = (getattr(target, "name", ""),)
                for name in filter(None, names):
                    meaning = self.targets.meanings.member(target.module, name)
                    if target.module in self.targets.apart or meaning is None:
                        continue
                    found.append((target.module, name, meaning))
        return found

    def starred(self, home: str) -> tuple[str, ...]:
        """What a star import of a module gives here: of what it has by way of modules
        that make flows, only what something reads."""
        meanings, beside = self.targets.meanings, self.reached.flow_modules
        given = frozenset(meanings.public(home, beside))
        every = ((name, meanings.member(home, name)) for name in meanings.public(home))
        return tuple(n for n, m in every if n in given or self.is_wanted(m))

    def is_wanted(self, meaning: Meaning | None) -> bool:
        """Whether a statement that gives a variable its value is wanted."""
        if not isinstance(meaning, Own):
            return False
        module = self.project.module(meaning.module)
        units = module.binders.get(meaning.name, ()) if module is not None else ()
        return module is not None and any(self.reached.has(module, u) for u in units)

    def stars(self, module: ScannedModule) -> list[str]:
        """The modules that a module imports with a star, those that are apart aside."""
        found = [
            alias.target.module
            for place in module.table.imports
            for alias in self.project.aliases_of(module, place)
            if isinstance(alias.target, Star)
        ]
        return [home for home in found if home not in self.targets.apart]

    def modules_of(self, module: ScannedModule) -> set[str]:
        """The modules of their own that a module imports."""
        return {
            name
            for place in module.table.imports
            for alias in self.project.aliases_of(module, place)
            for name in (*alias.loads, getattr(alias.target, "module", ""))
            if name in self.targets.apart and name != module.name
        }


def _flat(
    members: Members, before: tuple[str, ...]
) -> list[tuple[tuple[str, ...], Meaning]]:
    found = [((*before, name), each) for name, each in members.leaves.items()]
    for name, inner in members.inner.items():
        found += _flat(inner, (*before, name))
    return found


def _covered(path: str, rows: dict[str, str]) -> bool:
    """Whether a shorter path of prefect's is there that leads to this one."""
    while path := path.rpartition(".")[0]:
        if path in rows and _is_prefect(path) and "." in path:
            return True
    return False


def _is_prefect(module: str) -> bool:
    return module == PREFECT or module.startswith(f"{PREFECT}.")


def literal(text: str) -> str:
    """A module's text as a string literal that reads like it."""
    for quotes in ("'''", '"""'):
        plain = "\\" not in text or not text.endswith(("\\", quotes[0]))
        if quotes not in text and plain and not text.endswith(quotes[0]):
            raw = "r" if "\\" in text else ""
            return f"{raw}{quotes}\n{text}{quotes}"
    escaped = text.replace("\\", "\\\\").replace("'''", "\\'\\'\\'")
    return f"'''\n{escaped}'''"


def variable_of(module: str) -> str:
    """The name of a module's variable."""
    return module.replace(".", "_")
