"""Finds what of a project a flow file reaches, from its own statements on."""

from .acting import why_it_acts
from .loading import late_loads_of
from .meanings import Meaning, Own
from .module_flows import ModuleFlows
from .modules import Absent, Alias, External, Project, Star, Whole
from .reached import Reached, Use
from .scan import Part, ScannedModule, Unit
from .scopes import Occurrence
from .starting import started_flows


class Reach:
    """Follows names from the entry; of modules in `apart` everything is wanted."""

    def __init__(self, flows: ModuleFlows, apart: frozenset[str]) -> None:
        self.meanings = flows.meanings
        self.project: Project = flows.project
        self.flows = flows
        self.apart = apart
        self.found = Reached(flow_modules=flows.flow_modules)
        self.waiting: list[tuple[ScannedModule, Unit]] = []
        self.variables: set[Own] = set()
        self.entered: set[str] = set()

    def run(self) -> Reached:
        self.enter(self.project.entry)
        for module in self.flows.modules:
            if module is not self.project.entry and why_it_acts(module, self.flows):
                self.reach_module(module.name)
        while self.waiting or self.want_started():
            module, unit = self.waiting.pop()
            self.follow(module, unit)
        return self.found

    def want_started(self) -> bool:
        """Want the flows of imported modules that may be started by their names;
        whether there are more of them than before."""
        for flow in started_flows(self.flows, self.found):
            self.want_variable(flow)
        return bool(self.waiting)

    def want(self, module: ScannedModule, unit: Unit) -> None:
        wanted = self.found.wanted.setdefault(module.name, set())
        if unit.number not in wanted:
            wanted.add(unit.number)
            self.waiting.append((module, unit))
            self.enter(module)

    def enter(self, module: ScannedModule) -> None:
        """A module is reached: its set-up, and that of its packages, is wanted."""
        if module.name in self.entered:
            return
        self.entered.add(module.name)
        whole = module.name in self.apart or module is self.project.entry
        for unit in module.units:
            if (whole and self.is_part(module, unit)) or _is_future(unit):
                self.want(module, unit)
            elif unit.part is Part.EFFECT:
                if not self.flows.about_flow(module, unit):
                    self.want(module, unit)
            elif unit.part is Part.IMPORT:
                self.imports_for_effect(module, unit)
        for number, character in enumerate(module.name):
            if character == ".":
                self.reach_module(module.name[:number])

    def is_part(self, module: ScannedModule, unit: Unit) -> bool:
        """Whether a module that is wanted whole has a statement: the entry has all."""
        return module is self.project.entry or unit.part is not Part.GUARD

    def imports_for_effect(self, module: ScannedModule, unit: Unit) -> None:
        """Imports of names that the module never speaks of are there for what the
        imported module does; what a package imports is there for others."""
        if module.is_package:
            return
        spoken = {p.name for p in module.table.occurrences if not p.stores}
        spoken |= set(module.exported or ())
        for place in unit.imports:
            for alias in self.project.aliases_of(module, place):
                if alias.bound not in spoken and not isinstance(alias.target, Star):
                    self.want(module, unit)
                    for name in alias.loads:
                        self.reach_module(name)

    def reach_module(self, name: str) -> None:
        known = name in self.project.located or name in self.project.scanned
        module = self.project.module(name) if known else None
        if module is not None:
            self.found.wanted.setdefault(name, set())
            self.enter(module)
        elif name in self.project.problems:
            self.found.unreadable.add(name)

    def unreadable_stars(self, module: ScannedModule, unit: Unit) -> None:
        """Want the modules that star imports name and that can't be read: any name may
        be theirs."""
        for place in unit.imports:
            for alias in self.project.aliases_of(module, place):
                star = isinstance(alias.target, Star) and not place.checked
                if star and self.project.module(alias.target.module) is None:
                    self.reach_module(alias.target.module)

    def follow(self, module: ScannedModule, unit: Unit) -> None:
        """Want what a statement uses."""
        for place in unit.occurrences:
            if not place.stores or place.changes:
                self.use(module, unit, place)
        for name in late_loads_of(self.project, module, unit):
            self.reach_module(name)
        self.unreadable_stars(module, unit)
        self.variable_imports(module, unit)
        if module.name in self.apart or module is self.project.entry:
            self.whole_imports(module, unit)

    def variable_imports(self, module: ScannedModule, unit: Unit) -> None:
        """Want what imports of module level may bind: those under a condition, and
        those to a name that other statements bind too."""
        for place in unit.imports:
            if place.scope is not module.table.module or place.checked:
                continue
            for alias in self.project.aliases_of(module, place):
                known = not isinstance(alias.target, (Absent, Star))
                several = self.meanings.is_variable(module, alias.bound)
                if known and (several or unit.part is not Part.IMPORT):
                    self.may_bind(module, alias)

    def may_bind(self, module: ScannedModule, alias: Alias) -> None:
        """Want what an import under a condition binds; a module that is bound to a name
        of several meanings is a value."""
        meaning = self.meanings.target(alias.target)
        self.mean(module, meaning)
        several = self.meanings.is_variable(module, alias.bound)
        if isinstance(meaning, Whole) and several:
            self.found.values.add(meaning.module)

    def use(self, module: ScannedModule, unit: Unit, place: Occurrence) -> None:
        home = place.home
        if home is module.table.module:
            found: Meaning | None = self.meanings.of(module, place.name)
            alias = None
            self.want_binders(module, place.name)
        else:
            alias = self.local_alias(module, unit, place)
            if alias is None:
                return
            found = self.meanings.target(alias.target)
        meaning, rest = self.meanings.along(found, place.chain)
        use = Use(module, unit, place, meaning, rest, alias)
        self.found.uses.append(use)
        if (meaning is None and found is not None) or self.is_lacking(meaning):
            self.found.missing.append(use)
        self.mean(module, meaning)

    def is_lacking(self, meaning: Meaning | None) -> bool:
        """Whether something is imported from a module of the project that lacks it, and
        that can be read."""
        if not isinstance(meaning, External) or meaning.module in self.project.problems:
            return False
        return meaning.module in self.project.located

    def want_binders(self, module: ScannedModule, name: str) -> None:
        """Want the statements that give a global name its value where it is read; what
        nobody binds may come of a star import."""
        units = module.binders.get(name)
        for unit in units or module.units:
            stars = (alias for p in unit.imports for alias in p.node.names)
            if units or any(alias.name == "*" for alias in stars):
                self.want(module, unit)

    def local_alias(
        self, module: ScannedModule, unit: Unit, place: Occurrence
    ) -> Alias | None:
        """The import inside a function that gives a name its value there."""
        home = place.home
        for each in unit.imports:
            if each.scope is home and not each.checked:
                for alias in self.project.aliases_of(module, each):
                    if alias.bound == place.name:
                        return alias
        return None

    def mean(self, module: ScannedModule, meaning: Meaning | None) -> None:
        """Want what a name means."""
        if isinstance(meaning, Own):
            self.want_variable(meaning)
        elif isinstance(meaning, Whole):
            self.reach_module(meaning.module)
        elif isinstance(meaning, External) and meaning.module in self.project.problems:
            self.found.unreadable.add(meaning.module)
        elif isinstance(meaning, Absent):
            self.say_absent(module, meaning)

    def say_absent(self, module: ScannedModule, meaning: Absent) -> None:
        for place in module.table.imports:
            for alias in self.project.aliases_of(module, place):
                if alias.target == meaning:
                    self.found.absent.append((module, alias.node, meaning))

    def want_variable(self, variable: Own) -> None:
        if variable in self.variables:
            return
        self.variables.add(variable)
        module = self.project.module(variable.module)
        if module is None:
            self.reach_module(variable.module)
            return
        binders = module.binders.get(variable.name, ())
        if not binders:
            self.reach_module(variable.module)
        for unit in binders:
            self.want(module, unit)

    def whole_imports(self, module: ScannedModule, unit: Unit) -> None:
        """In a module that is wanted whole, all its imports have to work."""
        for place in unit.imports:
            for alias in self.project.aliases_of(module, place):
                if isinstance(alias.target, Absent) and not place.checked:
                    if not place.guarded:
                        self.found.absent.append((module, alias.node, alias.target))
                    continue
                if module.name not in self.apart or place.checked:
                    continue
                if isinstance(alias.target, Star):
                    beside = self.found.flow_modules
                    if beside & set(self.meanings.starred(alias.target.module)):
                        self.found.without_flows.add(module.name)
                    for name in self.meanings.public(alias.target.module, beside):
                        found = self.meanings.member(alias.target.module, name)
                        self.mean(module, found)
                elif not isinstance(alias.target, External):
                    self.mean(module, self.meanings.target(alias.target))


def _is_future(unit: Unit) -> bool:
    """Whether a statement sets the language that its module is written in."""
    return any(getattr(p.node, "module", "") == "__future__" for p in unit.imports)
