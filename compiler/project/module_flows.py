"""Which variables of a project's modules hold flows, as far as the text shows it."""

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property

from .meanings import Meanings, Own
from .scan import ScannedModule, Unit
from .scopes import Occurrence

# What is set of a flow, or called, at module level.
_FLOW_WORDS = frozenset(
    {"schedule", "storage", "run_config", "executor", "environment", "register"}
)


class ModuleFlows:
    """Looks up the flows that `modules` make while they are imported."""

    def __init__(self, meanings: Meanings, modules: Iterable[ScannedModule]) -> None:
        self.meanings = meanings
        self.project = meanings.project
        self.modules = tuple(modules)
        self.flows: dict[str, frozenset[str]] = {}

    def variable(self, module: ScannedModule, place: Occurrence) -> Own | None:
        if place.home is not module.table.module:
            return None
        meaning, _ = self.meanings.of_occurrence(module, place)
        return meaning if isinstance(meaning, Own) else None

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
