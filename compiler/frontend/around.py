"""What the program around a flow does: whether it runs flows, and looks at them."""

import re
from collections.abc import Iterator
from functools import cached_property

import libcst as cst

from ..ir.program import Program
from .carry import is_import
from .makers import Makers
from .module import Module
from .names import dotted
from .recipes import Recipe
from .started import starts_flows
from .syntax import bound_in, literal, names_in, root_name, simple_statements, text_of
from .walking import reached, walk

# Modules that read the command line.
_READERS = "argparse|click|fire|typer|docopt|getopt|optparse|absl|plac|cyclopts"
_READS = re.compile(
    rf"(?m)^[^#\n]*?(?:\b(?:import|from)\s+(?:{_READERS})\b|\bsys\.argv\b"
    r"|\bfrom\s+sys\s+import\b[^\n]*\bargv\b)"
)
# What tells how a run ended without any of its results.
_ENDINGS = ("is_", "message", "color", "timestamp")
_DEFINITIONS = (cst.FunctionDef, cst.ClassDef)


def program_around(module: Module, recipe: Recipe) -> Program:
    """What the program does with its flows, and how to have the one compiled."""
    around = _Around(module, recipe)
    flow = "" if recipe.anywhere else flow_expression(module, recipe)
    return Program(
        runs=around.runs(),
        looks=around.looks(),
        reads_arguments=_READS.search(module.source.text) is not None,
        tasks_run=around.tasks_run(),
        starts=starts_flows(module),
        flow=flow,
        start="" if flow else start_expression(module, recipe),
        made=not recipe.anywhere or around.reaches(recipe.lines[recipe.place]),
        docstring=own_docstring(module),
    )


def runs_flows(module: Module) -> bool:
    """Whether the program runs flows as it stands."""
    return _Around(module, None).runs()


class _Around:
    """Answers questions about the statements around a flow's block."""

    def __init__(self, module: Module, recipe: Recipe | None) -> None:
        self.module = module
        self.recipe = recipe
        self.makers = Makers(module)
        imported = [n for n in module.statements if is_import(n)]
        self.modules = {name for node in imported for name in bound_in(node)}
        self.modules -= module.names.paths.keys() - self.makers.classes
        self.own = [
            node
            for node in module.statements
            if module.is_own(node) and not self.is_task(node)
        ]

    def is_task(self, node: cst.CSTNode) -> bool:
        return isinstance(node, cst.FunctionDef) and node.name.value in (
            self.module.tasks
        )

    def runs(self) -> bool:
        """Whether what runs at module level, or what that calls, runs a flow."""
        spoken = [node for node in self.defined if self.known & set(bound_in(node))]
        return any(any(self.runs_in(node)) for node in (*self.acting, *spoken))

    def reaches(self, statement: cst.CSTNode) -> bool:
        """Whether a statement runs at module level, or defines what that calls."""
        return statement in self.acting or bool(self.known & set(bound_in(statement)))

    @cached_property
    def acting(self) -> list[cst.CSTNode]:
        """The statements that are no definitions."""
        return [node for node in self.own if not isinstance(node, _DEFINITIONS)]

    @cached_property
    def defined(self) -> list[cst.CSTNode]:
        """The definitions of any module, tasks aside."""
        found = [n for n in self.module.statements if isinstance(n, _DEFINITIONS)]
        return [node for node in found if not self.is_task(node)]

    @cached_property
    def known(self) -> set[str]:
        """The names that what runs at module level speaks of, itself or by what it
        calls."""
        names = {name for node in self.acting for name in names_in(node)}
        steps = ((bound_in(node), names_in(node).keys()) for node in self.defined)
        return reached(names, steps)

    def runs_in(self, node: cst.CSTNode) -> Iterator[cst.Attribute]:
        """The places that may run a flow: `X.run`, unless X is a module or a task."""
        for each in walk(node):
            called = isinstance(each, cst.Attribute) and each.attr.value == "run"
            if isinstance(each, cst.Attribute) and called:
                yield from [each] if self.may_be_flow(each.value) else []

    def may_be_flow(self, node: cst.BaseExpression) -> bool:
        root = root_name(node)
        if root is None or root in ("self", "cls"):
            return not isinstance(node, cst.Name)
        others = {block.variable for block in self.module.blocks}
        others -= {self.recipe.variable if self.recipe is not None else ""}
        known = self.modules | others | self.module.tasks.keys() | {"super"}
        return root not in known

    def looks(self) -> bool:
        """Whether the value of some run is more than looked at for how it ended."""
        whole = [n for n in self.module.statements if not self.is_task(n)]
        runs = {run for node in whole for run in self.runs_in(node)}
        return not runs <= set(_unread(whole, runs))

    def tasks_run(self) -> bool:
        """Whether tasks may run flows: what they reach, or get, speaks of one."""
        bodies = [n for n in self.module.statements if self.is_task(n)]
        classes = [n for n in self.module.statements if isinstance(n, cst.ClassDef)]
        names = {n for node in (*bodies, *classes) for n in names_in(node)}
        defined = [n for n in self.module.statements if isinstance(n, _DEFINITIONS)]
        steps = [(bound_in(node), names_in(node).keys()) for node in defined]
        plain = [n for n in self.own if isinstance(n, cst.SimpleStatementLine)]
        plain = [node for node in plain if not is_import(node)]
        steps += [(bound_in(node), names_in(node).keys()) for node in plain]
        for block in self.module.blocks:
            names |= names_in(block.node.body).keys() - {block.variable}
        flows = {block.variable for block in self.module.blocks}
        flows |= self.makers.inner | self.makers.flows
        flows |= {self.recipe.variable} if self.recipe is not None else set()
        flows |= {n for n, p in self.module.names.paths.items() if p.endswith(".Flow")}
        return bool(reached(names, steps) & flows)


def start_expression(module: Module, recipe: Recipe) -> str:
    """The call of the function in which the flow is made: the program's own, if that is
    known at module level, else one without arguments; "" if it needs some."""
    function = recipe.function
    if function is None:
        return ""
    name = function.name.value
    known = {n for node in module.statements for n in bound_in(node)}
    for node in (each for each in module.statements if each is not function):
        for call in (each for each in walk(node) if isinstance(each, cst.Call)):
            if dotted(call.func) == name and names_in(call).keys() <= known:
                return text_of(call)
    params = (*function.params.posonly_params, *function.params.params)
    needs = any(p.default is None for p in (*params, *function.params.kwonly_params))
    return "" if needs else f"{name}()"


def _unread(
    statements: list[cst.CSTNode], runs: set[cst.Attribute]
) -> Iterator[cst.Attribute]:
    """The runs in some statements whose results nothing looks at."""
    nodes = [each for node in statements for each in walk(node)] if runs else []
    calls = {id(c): c.func for c in nodes if isinstance(c, cst.Call)}
    found = {key: func for key, func in calls.items() if func in runs}
    kept: dict[str, list[cst.Attribute]] = {}
    for each in nodes:
        value = getattr(each, "value", None)
        run = found.get(id(value))
        if not isinstance(run, cst.Attribute):
            continue
        ends = isinstance(each, cst.Attribute) and each.attr.value.startswith(_ENDINGS)
        if isinstance(each, cst.Expr) or ends:
            yield run
        elif isinstance(each, cst.Assign) and len(each.targets) == 1:
            target = each.targets[0].target
            if isinstance(target, cst.Name):
                kept.setdefault(target.value, []).append(run)
    for name, places in kept.items():
        if _only_ends(nodes, name):
            yield from places


def _only_ends(nodes: list[cst.CSTNode], name: str) -> bool:
    """Whether a variable is read for nothing but how a run ended."""
    fine = {
        id(each.value)
        for each in nodes
        if isinstance(each, cst.Attribute) and each.attr.value.startswith(_ENDINGS)
    }
    fine |= {id(each.target) for each in nodes if isinstance(each, cst.AssignTarget)}
    return all(
        id(each) in fine
        for each in nodes
        if isinstance(each, cst.Name) and each.value == name
    )


def own_docstring(module: Module) -> str:
    """What `__doc__` is to a flow file, as an expression; "" if it never reads that."""
    if "__doc__" not in module.taken:
        return ""
    first = next(filter(module.is_own, module.statements), None)
    text = first.body[0] if isinstance(first, cst.SimpleStatementLine) else None
    value = literal(text.value) if isinstance(text, cst.Expr) else None
    return repr(value) if isinstance(value, str) else "None"


def flow_expression(module: Module, recipe: Recipe) -> str:
    """How whoever imports the script has its flow: by its variable, or by a call of
    what makes it with what is known at module level; "" if neither can be."""
    line = recipe.lines[recipe.place]
    at_top = any(line is node for node in simple_statements(module.statements))
    at_top = at_top or any(line is node for node in module.statements)
    if recipe.function is None and at_top and recipe.origin is None:
        return recipe.variable
    known = {name for node in module.statements for name in bound_in(node)}
    free = names_in(recipe.call).keys() - known
    if not recipe.made and isinstance(recipe.call, (cst.Call, cst.Attribute)):
        return "" if free else text_of(recipe.call)
    return recipe.variable if recipe.function is None and recipe.origin is None else ""
