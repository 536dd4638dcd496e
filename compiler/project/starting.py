"""Which flows of imported modules may be started by their names."""

import ast
from collections.abc import Iterator

from .meanings import Meanings, Own
from .module_flows import ModuleFlows, makes_flow
from .modules import External
from .reached import Reached
from .scan import ScannedModule

_STARTING = frozenset({"create_flow_run", "StartFlowRun", "FlowRunTask"})


def started_flows(flows: ModuleFlows, reached: Reached) -> Iterator[Own]:
    """The flows whose names stand as text in what is wanted, if that starts flows.

    Which of them are meant is told once the modules are one text; no other is looked
    at then.
    """
    if not _starts_flows(reached):
        return
    meanings = flows.meanings
    texts = set(_texts(meanings, reached))
    makers = (each for each in flows.modules if each.name in flows.flow_modules)
    for module in makers:
        for flow in sorted(flows.flows_of(module)):
            for unit in module.binders.get(flow, ()):
                for node in unit.nodes:
                    if texts & set(_names_in(meanings, module, node)):
                        yield Own(module.name, flow)


def _starts_flows(reached: Reached) -> bool:
    """Whether something wanted is a task of Prefect's that starts a flow."""
    return any(
        use.meaning.module.partition(".")[0] == "prefect"
        and {use.meaning.name, *use.place.chain} & _STARTING
        for use in reached.uses
        if isinstance(use.meaning, External)
    )


def _texts(meanings: Meanings, reached: Reached) -> Iterator[str]:
    """The texts in wanted statements; names of flows that they make aside, and members
    of classes that nothing wanted speaks of."""
    nodes = list(_wanted(meanings, reached))
    spoken = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    apart = {id(name) for node in nodes for name in _names_given(node)}
    for node in nodes:
        for each in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(each, ast.Assign):
                named = {ast.unparse(target) for target in each.targets}
                apart |= set() if named & spoken else {id(each.value)}
    for node in nodes:
        text = getattr(node, "value", None)
        if isinstance(text, str) and id(node) not in apart:
            yield text


def _wanted(meanings: Meanings, reached: Reached) -> Iterator[ast.AST]:
    """Every node of the wanted statements."""
    for name, numbers in reached.wanted.items():
        module = meanings.project.module(name)
        for unit in module.units if module is not None else ():
            if unit.number in numbers:
                yield from (each for node in unit.nodes for each in ast.walk(node))


def _names_given(node: ast.AST) -> Iterator[ast.expr]:
    """The expression that names the flow which a call makes."""
    if isinstance(node, ast.Call) and makes_flow(node):
        named = [each.value for each in node.keywords if each.arg == "name"]
        yield from named or node.args[:1]


def _names_in(
    meanings: Meanings, module: ScannedModule, node: ast.stmt
) -> Iterator[str]:
    """The names of the flows that a statement makes: text, or a class's constants."""
    for call in ast.walk(node):
        for name in _names_given(call):
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield name.value
            elif isinstance(name, ast.Attribute):
                yield from _constants(meanings, module, name)


def _constants(
    meanings: Meanings, module: ScannedModule, node: ast.Attribute
) -> Iterator[str]:
    """The text that `constants.NAME` stands for, or `constants.NAME.value`."""
    parts = ast.unparse(node).removesuffix(".value").split(".")
    meaning, rest = meanings.along(meanings.of(module, parts[0]), tuple(parts[1:]))
    home = meanings.project.module(meaning.module) if isinstance(meaning, Own) else None
    if home is None or not isinstance(meaning, Own) or len(rest) != 1:
        return
    for unit in home.binders.get(meaning.name, ()):
        for inner in (each for top in unit.nodes for each in ast.walk(top)):
            named = isinstance(inner, ast.Assign) and rest[0] in map(
                ast.unparse, inner.targets
            )
            value = inner.value if named and isinstance(inner, ast.Assign) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value
