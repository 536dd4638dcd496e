"""Chooses the names of what a flow reaches, then has everything written."""

from .apart_text import ApartText, variable_of
from .circles import circles
from .edits import Edits, Words
from .import_lines import ImportLines
from .import_text import clashing
from .loading import Step, execution_order
from .meanings import Own
from .module_flows import ModuleFlows
from .modules import Project
from .preamble import add_preamble
from .reached import Reached
from .scan import Part, ScannedModule, Unit
from .scopes import Occurrence
from .soundness import waiting_modules
from .symbols import Naming, symbol_of
from .targets import NAMESPACE, Targets, is_definition
from .weave import Weaver
from .woven_text import WovenText


class Arrangement:
    """Chooses the names, then has everything written."""

    def __init__(
        self,
        project: Project,
        flows: ModuleFlows,
        reached: Reached,
        apart: dict[str, str],
    ) -> None:
        self.project = project
        self.flows = flows
        self.meanings = flows.meanings
        self.reached = reached
        self.apart = apart
        self.steps: list[Step] = execution_order(project, reached.wanted)
        self.read = {(use.module.name, use.place.name) for use in reached.uses}

    def woven(self) -> WovenText:
        """The text, with all names chosen."""
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
        waiting = waiting_modules(self.project, self.reached)
        targets = Targets(self.meanings, naming, variables, namespace, waiting)
        direct = {id(place) for place in self.direct()}
        targets.collect(self.reached, direct)
        text = WovenText(targets)
        edits = Edits(self.meanings, naming, targets, words, direct)
        imports = ImportLines(
            self.meanings, self.reached, naming, targets, text, direct
        )
        apart_text = ApartText(self.project, self.reached, targets, words.carried)
        weaver = Weaver(self.project, targets, text, edits, imports, apart_text)
        weaver.weave(self.steps, circles(self.project, self.steps, self.apart))
        add_preamble(text, words, namespace)
        return text

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
        return module is self.project.entry or (module.name, name) in self.read

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
        return task or self.flows.is_flow(variable)
