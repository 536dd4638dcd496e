"""Takes over flows that can't be lowered: their own Python builds them."""

from dataclasses import replace

import libcst as cst

from ..diagnostics import Diagnostic
from ..ir.expr import Expr
from ..ir.flow import Carried, Flow, Region
from ..ir.recorded import Recorded
from .arguments import argument_lines
from .bindings import Uses, bindings_of, lightened, merged
from .block_secrets import say_secrets
from .building import building_lines, is_run, sets_run, uses_only_settings
from .call_checks import CallChecks
from .carry import carried_code
from .children import (
    as_carried,
    children_of,
    runnable,
    spoken_by_functions,
)
from .entry import EntryReader
from .expressions import value_of
from .findings import Findings
from .local_imports import without_local_imports
from .missing import Missing
from .module import FlowBlock, Module
from .names import Names
from .rebound import rebound_names, say_unclear, with_first_meanings, without_later
from .recipes import Recipe
from .roles import Placed, Role, roles_of
from .settled import Settled
from .syntax import bound_in, names_in, text_of
from .trim import trimmed
from .walking import look


def record_flow(
    module: Module, recipe: Recipe, obstacle: Diagnostic | None, findings: Findings
) -> Flow:
    """The IR of a flow whose own Python is carried. Mistakes are in `findings`."""
    children = children_of(module, recipe, findings)
    placed = as_carried(_placed(module, recipe), children, recipe.variable)
    if not children:
        placed = without_later(recipe, placed)
    carried = _carried_names(placed)
    beside = tuple(child.variable for child in children)
    lines = building_lines(recipe, carried, beside)
    values = (line.value for line in lines if isinstance(line, cst.Assign))
    consumed = frozenset(map(id, (*lines, *values)))
    placed = tuple(_consumed(item, consumed) for item in placed)
    again = rebound_names(recipe, placed, lines, module.taken)
    say_unclear(placed, lines, again, findings)
    carriage = carried_code(module, placed, findings, recorded=True)
    block = _block(recipe)
    entry = recipe.function.name.value if recipe.function else ""
    reader = EntryReader(module, block, placed, findings, consumed, entry)
    settings = reader.read()
    carrier = _Lines(module, recipe, findings)
    needed = {name for line in lines for name in names_in(line)}
    first = tuple(argument_lines(module, recipe, needed, carried, findings))
    items = (
        *(each.used(findings) for each in again),
        *map(carrier.argument, first),
        *map(carrier.carried, lines),
    )
    reason = obstacle.message if obstacle else "its own Python builds it"
    flow = Flow(
        name=_name(recipe),
        variable=recipe.variable,
        span=findings.spans.of(recipe.origin or recipe.lines[recipe.place]),
        region=Region(items),
        settings=settings,
        code=with_first_meanings(carriage.codes, again),
        spoken=module.taken.union(each.alias for each in again),
        recorded=Recorded(
            reason,
            obstacle.span if obstacle else None,
            recipe.variable,
            recipe.made and not any(sets_run(line, recipe.variable) for line in lines),
        ),
        children=beside,
    )
    check_runs(recipe, lines, findings)
    whole = trimmed(flow)
    found = [carriage.uses(whole.code), carrier.uses.found, reader.after.uses.found]
    bindings = bindings_of(merged(found), carrier.names, findings)
    bindings = runnable(lightened(bindings, module.source.text), module, children)
    whole = replace(whole, bindings=bindings)
    missing = Missing(module, block, placed, whole, findings)
    missing.check_recorded([*first, *lines])
    foreign = tuple(sorted(missing.told & whole.code_binds()))
    if whole.recorded is not None and foreign:
        whole = replace(whole, recorded=replace(whole.recorded, foreign=foreign))
    CallChecks(module, lines, findings)
    say_secrets(lines, module.names, findings)
    return whole


def check_runs(recipe: Recipe, lines: list[cst.CSTNode], findings: Findings) -> None:
    """Refuse statements that make flows and run them at once, such as loops."""
    for line in lines:
        if isinstance(line, cst.BaseCompoundStatement) and is_run(
            line, recipe.variable
        ):
            word = type(line).__name__.lower()
            message = f"this `{word}` makes and runs several flows"
            help = "compile one flow, and give what differs as a Parameter"
            findings.say("FLC308", message, line, help=help, severe=True)


def _placed(module: Module, recipe: Recipe) -> tuple[Placed, ...]:
    """The roles of the module's statements, as far as this flow is concerned.

    What stands above it and uses prefect makes tasks or Parameters that it uses.
    """
    first = next(
        (
            place
            for place, node in enumerate(module.statements)
            if node is recipe.lines[recipe.place]
        ),
        len(module.statements),
    )
    flows = {recipe.variable} if recipe.function is None else set()
    entry = recipe.function.name.value if recipe.function else ""
    placed = roles_of(module, flows, first, entry)
    spoken = spoken_by_functions(module)
    return tuple(_as_code(item, first, recipe, module.names, spoken) for item in placed)


def _as_code(
    item: Placed, first: int, recipe: Recipe, names: Names, spoken_by: set[str]
) -> Placed:
    if item.node is recipe.function:
        return replace(item, role=Role.ENTRY_FUNCTION)
    simple = not isinstance(item.node, (cst.FunctionDef, cst.ClassDef, cst.If))
    others = recipe.others & names_in(item.node).keys()
    unread = simple and not spoken_by & set(bound_in(item.node))
    if item.role is Role.CODE and others and unread:
        return replace(item, role=Role.ENTRY)  # about another flow
    above = item.role is Role.ENTRY and simple and item.position < first
    spoken = names_in(item.node).keys()
    apart = above and recipe.variable not in spoken and spoken & names.paths.keys()
    if apart and not uses_only_settings(item.node, names):
        return replace(item, role=Role.CODE)
    return item


def _consumed(item: Placed, consumed: frozenset[int]) -> Placed:
    return replace(item, role=Role.BLOCK) if id(item.node) in consumed else item


def _carried_names(placed: tuple[Placed, ...]) -> frozenset[str]:
    """The names that the script's module level will have."""
    kept = (Role.IMPORT, Role.CODE, Role.TASK, Role.PREFECT)
    return frozenset(
        name for item in placed if item.role in kept for name in bound_in(item.node)
    )


def _block(recipe: Recipe) -> FlowBlock:
    """The flow as the reader of entry code sees it."""
    line = recipe.lines[recipe.place]
    call = recipe.call
    plain = recipe.made and recipe.plain
    if not plain or not isinstance(call, cst.Call):
        call = cst.Call(cst.Name("Flow"))
    empty = cst.With([cst.WithItem(call)], cst.IndentedBlock([]))
    node = line if isinstance(line, cst.With) else empty
    return FlowBlock(recipe.variable, call, node, recipe.place, line, recipe.call)


def _name(recipe: Recipe) -> Expr:
    """The flow's name where it is a literal, else its variable."""
    args = recipe.call.args if isinstance(recipe.call, cst.Call) else ()
    for arg in args if recipe.made else ():
        if arg.keyword is None or arg.keyword.value == "name":
            value = value_of(arg.value)
            if isinstance(value, str):
                return Expr(repr(value), value=value)
            break
    return Expr(repr(recipe.variable), value=recipe.variable)


class _Lines:
    """Carries the statements that build the flow."""

    def __init__(self, module: Module, recipe: Recipe, findings: Findings) -> None:
        self.recipe = recipe
        self.findings = findings
        self.names = module.inner_names.with_imports(recipe.lines)
        self.uses = Uses(self.names)

    def argument(self, line: cst.CSTNode) -> Carried:
        """The value of a parameter of the function that makes the flow."""
        assert self.recipe.function is not None
        span = self.findings.spans.of(self.recipe.function)
        binds, names = frozenset(bound_in(line)), frozenset(names_in(line))
        return Carried(text_of(line), binds, names, span)

    def carried(self, line: cst.CSTNode) -> Carried:
        """One statement, word for word but for what the settings hold instead."""
        place = line.value if isinstance(line, cst.Assign) else line
        span = self.findings.spans.of(self.recipe.origin or place)
        settled = Settled(self.recipe)
        changed = line.visit(settled)
        assert isinstance(changed, cst.CSTNode)
        changed = without_local_imports(changed)
        self.uses.left_out = settled.left_out
        look(line, self.uses)
        text = text_of(changed).strip("\n")
        binds = frozenset(bound_in(line))
        return Carried(text, binds, frozenset(names_in(changed)), span)
