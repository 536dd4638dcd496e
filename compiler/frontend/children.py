"""The other flows of a file that a flow starts, or that its tasks run."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import libcst as cst

from ..ir.binding import Binding
from ..ir.flow import Flow
from .building import building_lines
from .findings import Findings
from .flow_run_names import STAND_INS
from .makers import Makers
from .module import Module
from .recipes import Recipe, recipes_of
from .roles import Placed, Role
from .started import STARTING, Namings
from .syntax import all_bound_in, bound_in, names_in
from .walking import look


def starts_flows(module: Module) -> bool:
    """Whether a file may start flow runs."""
    return any(path in STAND_INS for path in _paths(module))


def children_of(
    module: Module, recipe: Recipe, findings: Findings
) -> tuple[Recipe, ...]:
    """The other flows of module level that the script needs as objects.

    Those are the flows that this one, or one of them, may start by their names, and
    those that a function or a class speaks of. Where a name can't be told, or is that
    of no flow at hand, `findings` have a warning.
    """
    spoken = spoken_by_functions(module)
    every = [each for each in recipes_of(module) if each.call is not recipe.call]
    flows = [each for each in every if each.function is None]
    found = [each for each in flows if each.variable in spoken]
    if not starts_flows(module):
        return tuple(found)
    namings = Namings(module)
    built = {id(line) for each in every for line in building_lines(each, frozenset())}
    namings.look_at(each for each in module.statements if id(each) not in built)
    for each in (recipe, *found):
        namings.look_at(building_lines(each, frozenset()))
    while more := [each for each in flows if each not in found and namings.mean(each)]:
        found += more
        for each in more:
            namings.look_at(building_lines(each, frozenset()))
    namings.say([recipe, *every], findings)
    return tuple(each for each in flows if each in found)


def spoken_by_functions(module: Module) -> set[str]:
    """The names that functions and classes read, and what plain statements read that
    give these their values: a dict of flows for one."""
    defined = (cst.FunctionDef, cst.ClassDef)
    spoken = {
        name
        for node in module.statements
        if isinstance(node, defined)
        for name in names_in(node).keys() - all_bound_in(node)
    }
    plain = [n for n in module.statements if isinstance(n, cst.SimpleStatementLine)]
    while True:
        more = {
            name
            for node in plain
            if spoken & set(bound_in(node))
            for name in names_in(node)
        }
        if more <= spoken:
            return spoken
        spoken |= more


def _paths(module: Module) -> Iterator[str]:
    """The paths into prefect that the file imports or may reach by an attribute."""
    for path in module.inner_names.paths.values():
        yield path
        prefix = f"{path}."
        for known in STAND_INS:
            tail = known[len(prefix) :]
            if known.startswith(prefix) and tail in module.source.text:
                yield known


def as_carried(
    placed: Sequence[Placed], children: Sequence[Recipe], flow: str
) -> tuple[Placed, ...]:
    """The statements with those that build the children as code of module level, but
    for what is about the flow itself, which is not made there."""
    lines = {
        id(line) for child in children for line in building_lines(child, frozenset())
    }
    left = (Role.IMPORT, Role.PREFECT, Role.TASK)
    return tuple(
        (
            replace(item, role=Role.CODE)
            if id(item.node) in lines
            and item.role not in left
            and flow not in names_in(item.node)
            else item
        )
        for item in placed
    )


def runnable(
    bindings: tuple[Binding, ...], module: Module, children: Sequence[Recipe]
) -> tuple[Binding, ...]:
    """The bindings; where there are children, or functions may run flows that they
    make or are given, flows can be run by other code."""
    if children or (_makes_others(module) and _runs_something(module)):
        return tuple(_runnable(each) for each in bindings)
    return bindings


def _makes_others(module: Module) -> bool:
    """Whether a file makes more than one flow, or has a function that makes them."""
    return len(recipes_of(module)) > 1 or bool(Makers(module).inner)


def _runs_something(module: Module) -> bool:
    """Whether a function or a class of the file calls `run` of what is no task."""
    finder = _Running(module)
    for node in module.statements:
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            look(node, finder)
    return finder.found


class _Running(cst.CSTVisitor):
    def __init__(self, module: Module) -> None:
        self.tasks = module.tasks
        self.found = False

    def visit_Attribute(self, node: cst.Attribute) -> None:
        named = node.value.value if isinstance(node.value, cst.Name) else ""
        self.found |= node.attr.value == "run" and named not in self.tasks


def _runnable(binding: Binding) -> Binding:
    if "Flow" not in binding.symbols:
        return binding
    text = binding.text.replace("=Flow", "=RunnableFlow")
    text = "RunnableFlow" if text == "Flow" else text
    symbols = binding.symbols - {"Flow"} | {"RunnableFlow"}
    return replace(binding, text=text, symbols=symbols)


def say_started_by_tasks(module: Module, flow: Flow, findings: Findings) -> None:
    """Say that a function of the flow's starts a flow by its name: the script then
    needs the file's other flows as objects, which only their own Python makes."""
    if not starts_flows(module):
        return
    defined = [
        node
        for node in module.statements
        if isinstance(node, (cst.FunctionDef, cst.ClassDef))
    ]
    for node in defined:
        if node.name.value in flow.code_binds():
            look(node, _Starting(module, findings))


class _Starting(cst.CSTVisitor):
    def __init__(self, module: Module, findings: Findings) -> None:
        self.module = module
        self.findings = findings

    def visit_Call(self, node: cst.Call) -> None:
        if STAND_INS.get(self.module.inner_names.path(node.func) or "") in STARTING:
            self.findings.say("FLC414", "a task starts a flow by its name", node)
