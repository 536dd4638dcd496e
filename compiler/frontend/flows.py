"""From a module to the IR of its flows: what builds them and the program around."""

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import libcst as cst

from ..ir.expr import Expr
from ..ir.flow import Flow, LeftOpen, Region
from ..lowering.checks import check_region
from ..lowering.outline import region_of
from ..lowering.rewrite import Lowered, Rewriter, lowered
from ..lowering.statements import Statements
from .around import program_around
from .bindings import bindings_of, lightened
from .block_secrets import say_secrets
from .call_checks import CallChecks
from .carry import carried_program
from .dask_names import say_gone
from .expressions import value_of
from .findings import Findings
from .flow_settings import is_of_package, say_settings
from .foreign import foreign_names, say_place
from .module import FlowBlock, Module
from .names import dotted
from .recipes import Recipe, name_argument
from .started import say_started
from .syntax import (
    body_of,
    bound_in,
    names_in,
    root_name,
    simple_statements,
    text_of,
)
from .trim import trimmed
from .walking import walk


@dataclass(frozen=True)
class Building:
    """What a module's code does while it builds its flows, followed once for all."""

    module: Module

    @cached_property
    def found(self) -> Statements:
        found = Statements(self.module)
        found.walk_module()
        return found

    @cached_property
    def lowered(self) -> Lowered:
        return lowered(self.found)

    def site_of(self, recipe: Recipe) -> cst.CSTNode | None:
        """The expression that makes the flow of a recipe, None where none is seen."""
        sites = {site for d in self.found.by_number for site in d.flows}
        sites |= self.found.opened.keys()
        if recipe.call in sites:
            return recipe.call
        seen: set[cst.CSTNode] = set()
        waiting: list[cst.CSTNode] = [recipe.call]
        while waiting:
            node = waiting.pop(0)
            inside = [each for each in walk(node) if each in sites]
            if inside:
                return inside[0]
            names = names_in(node).keys()
            for each in simple_statements(self.module.statements):
                if each not in seen and names & set(bound_in(each)):
                    seen.add(each)
                    waiting.append(each)
        return None


def lower_flow(building: Building, recipe: Recipe, findings: Findings) -> Flow:
    """The IR of one flow of a module. Its mistakes are in `findings`, and those of the
    module."""
    module = building.module
    say_gone(module, findings)
    say_place(module, findings)
    say_run_inside(module, findings)
    say_settings(module, findings)
    say_secrets(module.statements, module.names, findings)
    site = building.site_of(recipe)
    region = Region()
    if site is not None:
        region = region_of(building.found, site, building.lowered.plain)
        check_region(region, building.found.wires, findings)
        CallChecks(module, list(building.found.opened.get(site, ())), findings)
    if recipe.made and recipe.plain and not _of_package(recipe, module):
        say_name(recipe, findings)
    foreign = foreign_names(module, building_code(module), findings)
    place = recipe.origin or recipe.lines[recipe.place]
    flow = Flow(
        name=_name(recipe, site),
        variable=recipe.variable,
        span=findings.spans.of(place.value if isinstance(place, cst.Assign) else place),
        region=region,
        left=tuple(_left(building, site, foreign, findings)),
    )
    return finished(flow, building, foreign, recipe, findings)


def _left(
    building: Building,
    site: cst.CSTNode | None,
    foreign: Container[str],
    findings: Findings,
) -> Iterator[LeftOpen]:
    """The calls of a flow that the text leaves open; each is said, those of `foreign`
    names have been."""
    for node, reason in building.lowered.left.items():
        if site not in building.found.built.get(node, ()):
            continue
        span = findings.spans.of(node)
        if root_name(node) in foreign:
            yield LeftOpen(reason, span)
            continue
        help = "call tasks by their names, in the block or in a function that it calls"
        findings.say("FLC426", f"{reason}: the call stays as it is", node, help=help)
        yield LeftOpen(reason, span)


def finished(
    flow: Flow,
    building: Building,
    foreign: Collection[str],
    recipe: Recipe,
    findings: Findings,
) -> Flow:
    """The flow with the program around it, and what that uses of prefect."""
    module = building.module
    rewriter = Rewriter(building.lowered)
    carriage = carried_program(module, rewriter, findings, foreign)
    program = program_around(module, recipe)
    if not program.made:
        message = "the file makes a flow only here, in what nothing of it calls"
        help = "call it at module level: `flow = ...`"
        findings.say("FLC007", message, recipe.call, help=help)
    if not program.runs:
        say_loop(recipe, findings)
    whole = replace(flow, code=carriage.codes, program=program, spoken=module.taken)
    whole = trimmed(whole)
    uses = carriage.uses(whole.code)
    bindings = bindings_of(uses, module.inner_names, findings)
    whole = replace(whole, bindings=lightened(bindings, module.source.text))
    say_started(module, recipe, findings)
    return whole


def building_code(module: Module) -> Iterable[cst.CSTNode]:
    """The statements that may build flows: all but the functions of tasks."""
    tasks = {task.definition for task in module.tasks.values()}
    return [node for node in module.statements if node not in tasks]


def say_loop(recipe: Recipe, findings: Findings) -> None:
    """Warn of a loop that makes several flows and runs none: the last one is left."""
    line = recipe.lines[recipe.place]
    if not isinstance(line, (cst.For, cst.While)):
        return
    values = line.iter if isinstance(line, cst.For) else None
    count = "several"
    if isinstance(values, (cst.List, cst.Tuple, cst.Set)):
        count = str(len(values.elements))
    message = f"this loop makes {count} flows named {recipe.variable}"
    help = (
        "the script runs the last one; `python out.py --flowc-flow NAME` runs another, "
        "by the flow's name"
    )
    findings.say("FLC425", message, line, help=help)


def _name(recipe: Recipe, site: cst.CSTNode | None) -> Expr:
    """The flow's name as the source says it; its variable where that can't be seen."""
    made = isinstance(site, cst.Call)
    call = replace(recipe, call=site) if isinstance(site, cst.Call) else recipe
    argument = name_argument(call) if made or recipe.made else None
    if argument is None:
        return Expr(repr(recipe.variable), value=recipe.variable)
    return Expr(text_of(argument).strip(), value=value_of(argument))


def _of_package(recipe: Recipe, module: Module) -> bool:
    """Whether a flow's class is one whose source is not at hand."""
    return isinstance(recipe.call, cst.Call) and is_of_package(recipe.call, module)


def say_name(recipe: Recipe, findings: Findings) -> None:
    """Refuse a flow of Prefect's own class that has no name."""
    call = recipe.call
    argument = name_argument(recipe)
    if isinstance(call, cst.Call) and any(arg.star for arg in call.args):
        return
    if argument is None:
        help = 'write Flow("my-flow")'
        findings.say("FLC201", "a flow needs a name", call, help=help)
    elif value_of(argument) == "":
        message = "A name must be provided for the flow."
        findings.say("FLC201", message, call, help='write Flow("my-flow")')


def say_run_inside(module: Module, findings: Findings) -> None:
    """Refuse runs of a flow in its own block, as Prefect does."""
    for block in module.blocks:
        for node in _runs(block):
            message = "the flow is run inside its own block"
            help = "run it behind the block"
            findings.say("FLC302", message, node, help=help)


def _runs(block: FlowBlock) -> Iterator[cst.CSTNode]:
    for node in simple_statements(body_of(block.node)):
        value = getattr(node, "value", None)
        if isinstance(value, cst.Call) and dotted(value.func) == (
            f"{block.variable}.run"
        ):
            yield node
