"""Which statements change a variable of the project's while modules are imported."""

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property

from .loading import meant_by_module
from .meanings import Meanings, Own
from .scan import Part, ScannedModule, Unit
from .scopes import Occurrence

Change = tuple[ScannedModule, Unit]

# What is set of a flow, or called, at module level.
_FLOW_WORDS = frozenset(
    {"schedule", "storage", "run_config", "executor", "environment", "register"}
)


class Changes:
    """Looks up, for a variable, the statements of `modules` that change it."""

    def __init__(self, meanings: Meanings, modules: Iterable[ScannedModule]) -> None:
        self.meanings = meanings
        self.project = meanings.project
        self.flows: dict[str, frozenset[str]] = {}
        self.inside: dict[Own, frozenset[Own]] = {}
        self.by_variable: dict[Own, list[Change]] = {}
        self.read: set[str] = set()
        self.asked: set[str] = set()
        self.importers: dict[str, list[ScannedModule]] = {}
        self.modules = tuple(modules)
        for module in self.modules:
            for name in meant_by_module(self.project, module):
                self.importers.setdefault(name, []).append(module)

    def of(self, variable: Own) -> list[Change]:
        """The statements that change a variable, in its module and in those that may
        have it from there: others are not looked at."""
        if variable.module not in self.asked:
            self.asked.add(variable.module)
            home = self.project.module(variable.module)
            for module in (home, *self.around(variable.module, set())):
                if module is not None and module.name not in self.read:
                    self.enter(module)
        return self.by_variable.get(variable, [])

    def enter(self, module: ScannedModule) -> None:
        self.read.add(module.name)
        for unit in module.units:
            for changed in self.of_unit(module, unit):
                self.by_variable.setdefault(changed, []).append((module, unit))

    def around(self, name: str, seen: set[str]) -> list[ScannedModule]:
        """The modules that import a module, or a package that imports it."""
        found = []
        for module in self.importers.get(name, ()):
            if module.name not in seen:
                seen.add(module.name)
                found.append(module)
                if module.is_package:
                    found += self.around(module.name, seen)
        return found

    def of_unit(self, module: ScannedModule, unit: Unit) -> set[Own]:
        """The variables that a statement changes when it is executed."""
        if unit.part in (Part.IMPORT, Part.TEXT, Part.GUARD):
            return set()
        found: set[Own] = set()
        makes_flow = self.makes_flow(module, unit)
        for place in unit.occurrences:
            if not place.now or place.stores:
                continue
            variable = self.variable(module, place)
            if variable is None or (makes_flow and not self.is_flow(variable)):
                continue
            if self.changes_itself(place, unit):
                found.add(variable)
            if place.calls or place.decorates or _is_base(place, unit):
                found |= self.of_function(variable)
        return found - {Own(module.name, name) for name in unit.binds}

    def changes_itself(self, place: Occurrence, unit: Unit) -> bool:
        """Whether a use of a variable may change what it holds."""
        if place.changes:
            return True
        if unit.part is Part.EFFECT:
            return bool(place.chain) or not place.calls
        return place.decorates and bool(place.chain)

    def variable(self, module: ScannedModule, place: Occurrence) -> Own | None:
        if place.home is not module.table.module:
            return None
        meaning, _ = self.meanings.of_occurrence(module, place)
        return meaning if isinstance(meaning, Own) else None

    def of_function(self, function: Own) -> frozenset[Own]:
        """The variables that calling a function, or making an object, may change."""
        if function not in self.inside:
            self.inside[function] = frozenset()
            self.inside[function] = frozenset(self._of_function(function))
        return self.inside[function]

    def _of_function(self, function: Own) -> Iterator[Own]:
        module = self.project.module(function.module)
        units = module.binders.get(function.name, []) if module else []
        for unit in units:
            if module is None or unit.part is not Part.DEFINITION:
                continue
            for place in unit.occurrences:
                if place.now:
                    continue
                if place.stores and place.home is module.table.module:
                    yield Own(module.name, place.name)
                variable = None if place.stores else self.variable(module, place)
                if variable is None:
                    continue
                if place.changes or place.chain:
                    yield variable
                if place.calls and variable != function:
                    yield from self.of_function(variable)

    # Flows

    @cached_property
    def flow_modules(self) -> frozenset[str]:
        """The modules that make flows while they are imported, the flow file aside."""
        entry = self.project.entry
        others = (module for module in self.modules if module is not entry)
        return frozenset(module.name for module in others if self.flows_of(module))

    def is_flow(self, variable: Own) -> bool:
        """Whether a variable of module level most likely holds a flow."""
        module = self.project.module(variable.module)
        return module is not None and variable.name in self.flows_of(module)

    def flows_of(self, module: ScannedModule) -> frozenset[str]:
        if module.name not in self.flows:
            found: set[str] = set()
            for unit in module.units:
                for node in unit.nodes:
                    found |= set(_flows_in(node))
            self.flows[module.name] = frozenset(found)
        return self.flows[module.name]

    def makes_flow(self, module: ScannedModule, unit: Unit) -> bool:
        return bool(unit.binds & self.flows_of(module))

    def about_flow(self, module: ScannedModule, unit: Unit) -> bool:
        """Whether a statement makes a flow, or does something to one."""
        if self.makes_flow(module, unit):
            return True
        variables = (self.variable(module, p) for p in unit.occurrences if p.now)
        return any(each is not None and self.is_flow(each) for each in variables)


def _is_base(place: Occurrence, unit: Unit) -> bool:
    """Whether a class derives from what is named: its base may keep a list of them."""
    bases = (
        base for n in unit.nodes if isinstance(n, ast.ClassDef) for base in n.bases
    )
    return any(place.node is each for base in bases for each in ast.walk(base))


def _flows_in(node: ast.stmt) -> Iterator[str]:
    """The names that a statement shows to be those of flows."""
    if isinstance(node, ast.With):
        for item in node.items:
            if makes_flow(item.context_expr) and isinstance(
                item.optional_vars, ast.Name
            ):
                yield item.optional_vars.id
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name) and makes_flow(node.value):
                yield target.id
            if isinstance(target, ast.Attribute) and target.attr in _FLOW_WORDS:
                yield from _name(target.value)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        function = node.value.func
        if isinstance(function, ast.Attribute) and function.attr in _FLOW_WORDS:
            yield from _name(function.value)
    elif isinstance(node, ast.If):
        for inner in (*node.body, *node.orelse):
            yield from _flows_in(inner)


def _name(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Name) and "flow" in node.id.lower():
        yield node.id


def makes_flow(node: ast.expr) -> bool:
    """Whether a call is of something that is called a flow."""
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    name = getattr(function, "attr", "") or getattr(function, "id", "")
    if name in ("copy", "deepcopy"):
        return "flow" in ast.unparse(node).lower()
    return "flow" in name.lower()
