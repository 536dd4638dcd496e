"""Links a flow file with the modules of its project, to one source without them."""

import hashlib
from dataclasses import dataclass, replace

from ..diagnostics import Diagnostic
from ..frontend.names import RUNTIME
from ..source import Source
from .apart_text import variable_of
from .changes import Changes
from .import_text import clashing
from .loading import ExecutionOrder, Step, loaded_modules, meant_by
from .locate import Locator
from .meanings import Meanings, Own
from .modules import Alias, External, Project
from .notices import notices
from .reach import Reach, Reached
from .scan import Part, ScannedModule, Unit
from .scopes import Occurrence
from .soundness import kept_apart
from .symbols import Naming, symbol_of
from .targets import NAMESPACE, Targets, is_definition
from .weave import Weaver, Words


@dataclass(frozen=True)
class Linked:
    """The source as one text, and what is to be said of the project."""

    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()


def linked(source: Source, locator: Locator) -> Linked:
    """Take over what a source uses of its project's other modules.

    A source that imports none of them comes back as it is.
    """
    project = Project(source, locator)
    if not imports_project(project):
        return Linked(source)
    changes = Changes(Meanings(project), loaded_modules(project))
    apart: dict[str, str] = {}
    while True:
        reached = Reach(changes.meanings, changes, frozenset(apart)).run()
        more = kept_apart(project, reached)
        if more.keys() <= apart.keys():
            break
        apart |= more
    for name, units in reached.wanted.items():
        module = project.module(name)
        if units and module is not None and module is not project.entry:
            project.check(module)
    found = notices(project, reached, apart)
    woven = _Linking(project, changes, reached, apart).woven()
    return Linked(_source(source, project, reached, woven), tuple(found))


def imports_project(project: Project) -> bool:
    """Whether the entry imports anything of the project, or should."""
    return any(
        not isinstance(alias.target, External)
        for place in project.entry.table.imports
        for alias in project.aliases_of(project.entry, place)
    )


def _source(
    source: Source, project: Project, reached: Reached, weaver: Weaver
) -> Source:
    """The woven text, as a source with the hash of all that it was made of."""
    modules = [project.module(name) for name in sorted(reached.wanted)]
    own = [module for module in modules if module is not None]
    hashes = [f"{m.file}:{m.source.sha256}" for m in own if m is not project.entry]
    whole = "\n".join([source.sha256, *hashes])
    texts = dict(source.texts)
    for module in own:
        texts |= {module.source.file: module.source.text}
    return replace(
        source,
        text=weaver.text,
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
        origins=weaver.origins,
        texts=texts,
    )


class _Linking:
    """Chooses the names, then has everything written."""

    def __init__(
        self,
        project: Project,
        changes: Changes,
        reached: Reached,
        apart: dict[str, str],
    ) -> None:
        self.project = project
        self.changes = changes
        self.meanings = changes.meanings
        self.reached = reached
        self.apart = apart
        self.steps: list[Step] = ExecutionOrder(project, reached.wanted).run()

    def woven(self) -> Weaver:
        hoisted = [step for step in self.steps if step[0].name not in self.apart]
        naming = Naming(self.kept(hoisted), self.spoken(), frozenset(self.avoided()))
        self.name_all(naming, hoisted)
        words = Words(
            naming.free("originally"),
            naming.free("carried_modules"),
            naming.free("builtins"),
        )
        namespace = naming.free(NAMESPACE)
        variables = {name: naming.free(variable_of(name)) for name in self.apart}
        targets = Targets(self.meanings, naming, variables, namespace)
        direct = {id(place) for place in self.direct()}
        targets.collect(self.reached, direct)
        weaver = Weaver(
            self.meanings, self.changes, self.reached, naming, targets, words, direct
        )
        weaver.weave(self.steps, self.circles())
        return with_own_imports(weaver, words, namespace)

    def kept(self, steps: list[Step]) -> set[str]:
        """The names that no module defines and some statement reads: built-in ones."""
        return {
            place.name
            for module, unit in steps
            for place in unit.occurrences
            if place.home is module.table.module
            and self.meanings.of(module, place.name) is None
        }

    def spoken(self) -> frozenset[str]:
        """Every name that occurs in a wanted statement, in any scope."""
        found: set[str] = set()
        for _, unit in self.steps:
            found |= {place.name for place in unit.occurrences}
            found |= {n for place in unit.occurrences for n in place.scope.binds}
        return frozenset(found)

    def avoided(self) -> list[Own]:
        found = [
            clashing(self.meanings, module, place, alias)
            for module, unit in self.steps
            for place in unit.imports
            for alias in self.project.aliases_of(module, place)
        ]
        return [each for each in found if each is not None]

    def name_all(self, naming: Naming, steps: list[Step]) -> None:
        """The flow file's names first, then the others' in their order."""
        entry = self.project.entry
        for name in entry.binders:
            symbol = symbol_of(self.meanings.of(entry, name), name, self.apart)
            if symbol is not None and symbol not in naming.avoid:
                naming.keep(symbol)
        naming.taken_by_entry = frozenset(naming.names.values())
        for module, unit in steps:
            for name in sorted(unit.binds | self.globals_in(module, unit)):
                if unit.part is Part.IMPORT and not self.is_wanted(module, name):
                    continue
                symbol = symbol_of(self.meanings.of(module, name), name, self.apart)
                if symbol is not None:
                    naming.name(symbol, module)

    def globals_in(self, module: ScannedModule, unit: Unit) -> set[str]:
        return {
            place.name
            for place in unit.occurrences
            if place.home is module.table.module and unit.part is not Part.IMPORT
        }

    def is_wanted(self, module: ScannedModule, name: str) -> bool:
        """Whether a wanted statement of a module reads an imported name."""
        if module is self.project.entry:
            return True
        return any(
            use.module is module and use.place.name == name for use in self.reached.uses
        )

    def direct(self) -> list[Occurrence]:
        """The places in the flow file's own statements that speak of tasks, it may be,
        and flows of other modules: these are called there by their own names."""
        entry = self.project.entry
        found = []
        for use in self.reached.uses:
            place = use.place
            if use.module is not entry or use.unit.part is Part.DEFINITION:
                continue
            plain = place.quoted is None and place.formatted is None and place.now
            taken = len(place.chain) - len(use.rest)
            known = len(place.attributes) >= taken
            if not plain or not known or use.alias is not None:
                continue
            if isinstance(use.meaning, Own) and self.may_be_task(use.meaning):
                found.append(place)
        return found

    def may_be_task(self, variable: Own) -> bool:
        """Whether another module's statement, carried as it is, may make a task, or
        makes a flow."""
        if variable.module in (*self.apart, self.project.entry.name):
            return False
        task = is_definition(self.meanings, variable)
        return task or self.changes.is_flow(variable)

    def circles(self) -> dict[str, list[ScannedModule]]:
        """The modules of their own, each with those that it imports and that import it,
        in the order in which they are complete."""
        order = [m.name for m, _ in self.steps if m.name in self.apart]
        last = {name: place for place, name in enumerate(order)}
        names = sorted(last, key=lambda name: last[name])
        graph = {name: self.apart_imports(name) for name in names}
        found: dict[str, list[ScannedModule]] = {}
        for name in names:
            group = [
                other
                for other in names
                if other == name
                or (_leads(graph, name, other) and _leads(graph, other, name))
            ]
            modules = [self.project.module(each) for each in group]
            found[name] = [module for module in modules if module is not None]
        return found

    def apart_imports(self, name: str) -> set[str]:
        module = self.project.module(name)
        aliases: list[Alias] = []
        for place in module.table.imports if module else ():
            assert module is not None
            aliases += self.project.aliases_of(module, place)
        found = {each for alias in aliases for each in meant_by(alias)}
        return {each for each in found if each in self.apart} - {name}


def _leads(graph: dict[str, set[str]], start: str, end: str) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for each in graph.get(waiting.pop(), ()):
            if each == end:
                return True
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return False


def with_own_imports(weaver: Weaver, words: Words, namespace: str) -> Weaver:
    """The text with imports of what the weaving itself has used, at its top."""
    text = weaver.text
    lines = []
    for symbol, name in (
        ("originally", words.originally),
        ("carried_modules", words.carried),
    ):
        if f"{name}(" in text:
            lines.append(_own_import(RUNTIME, symbol, name))
    if f"{namespace}(" in text:
        lines.append(_own_import("types", NAMESPACE, namespace))
    if f"{words.builtins}." in text:
        plain = words.builtins == "builtins"
        lines.append("import builtins" + ("" if plain else f" as {words.builtins}"))
    lines = [*future_imports(weaver), *lines]
    if lines:
        count = len(lines)
        weaver.lines = [*lines, *weaver.lines]
        weaver.stretches = [
            replace(weaver.stretches[0], start=1, line=1),
            *(replace(each, start=each.start + count) for each in weaver.stretches),
        ]
    return weaver


def _own_import(module: str, symbol: str, name: str) -> str:
    tail = "" if symbol == name else f" as {name}"
    return f"from {module} import {symbol}{tail}"


def future_imports(weaver: Weaver) -> list[str]:
    """Imports from `__future__` stand first, whichever module has them."""
    found = [line for line in weaver.lines if line.startswith("from __future__ import")]
    weaver.lines = ["" if line in found else line for line in weaver.lines]
    return list(dict.fromkeys(found))
