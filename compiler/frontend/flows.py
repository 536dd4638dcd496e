"""From a module to the IR of its flows: block and program together."""

from collections.abc import Iterator
from dataclasses import replace

import libcst as cst

from ..diagnostics import Diagnostic, Severity
from ..ir.expr import Expr
from ..ir.flow import Carried, Flow, Node, Region, TaskCall
from ..ir.recorded import Recorded
from .around import program_around
from .bindings import bindings_of, lightened
from .block_secrets import say_secrets
from .call_checks import CallChecks
from .carry import Carriage, Lowered, carried_program
from .dask_names import say_gone
from .expressions import value_of
from .findings import Findings
from .flow_settings import is_of_package, say_settings
from .foreign import foreign_names, say_place
from .lower import lower_block
from .module import FlowBlock, Module
from .names import dotted
from .outside import Outside
from .recipes import Recipe
from .started import say_started
from .syntax import body_of, bound_in, names_in, simple_statements, text_of, used_in
from .trim import trimmed


def lower_flow(module: Module, recipe: Recipe, findings: Findings) -> Flow:
    """The IR of one flow of a module: lowered statically if that can be done, else
    built by its own Python. Its mistakes are in `findings`, and those of the module.
    """
    findings.found += module.doubts.refused + _mild(module.doubts.found)
    say_gone(module, findings)
    say_place(module, findings)
    say_run_inside(module, findings)
    say_settings(module, findings)
    obstacle = _first_error(module.doubts.found)
    if recipe.block is not None and recipe.plain:
        trial = findings.fork()
        flow = lower_statically(module, recipe, recipe.block, trial)
        obstacle = obstacle or _first_error(trial.found)
        if trial.refused:
            findings.found += trial.refused
            return flow
        if obstacle is None:
            findings.adopt(trial)
            return flow
    flow = record_flow(module, recipe, obstacle, findings)
    if obstacle is not None and not _first_error(findings.found):
        findings.found += _as_note(obstacle)
    return flow


def _mild(found: list[Diagnostic]) -> list[Diagnostic]:
    """The notes and warnings among what was found."""
    return [each for each in found if each.severity is not Severity.ERROR]


def _as_note(obstacle: Diagnostic) -> list[Diagnostic]:
    """What keeps a flow from being lowered, said as what is done instead; nothing where
    a warning says it already."""
    if obstacle.code == "FLC405":
        return []
    message = f"{obstacle.message}: the script builds this flow with its own Python"
    return [replace(obstacle, message=message, severity=Severity.NOTE, help=None)]


def _first_error(found: list[Diagnostic]) -> Diagnostic | None:
    errors = [each for each in found if each.severity is Severity.ERROR]
    return min(errors, default=None)


def lower_statically(
    module: Module, recipe: Recipe, block: FlowBlock, findings: Findings
) -> Flow:
    """Lower one plain block. What can't be lowered is in `findings`."""
    made = lower_block(module, block, findings)
    flow, done = made.flow, made.done
    if module.source.origins and _first_error(findings.found) is not None:
        return flow  # a whole project is not searched for a reason that comes earlier
    done |= _idle_parameters(module, block)
    outside = Outside(module, block, flow, made.given, done, findings)
    outside.check()
    foreign_names(module, [block.node.body], findings, lowered=True)
    objects = frozenset(module.tasks) & used_in(
        [each for each in outside.nodes if not _is_task(each, module)]
    )
    objects |= _spoken_by_tasks(module)
    plain = frozenset(module.tasks) - objects
    lowered = Lowered(block, done, plain, made.settings)
    flow = replace(
        flow,
        region=_with_objects(flow.region, objects),
        read=outside.read(),
        of_package=is_of_package(block.call, module),
    )
    carriage = carried_program(module, findings, lowered)
    return finished(flow, module, recipe, carriage, findings)


def _is_task(node: cst.CSTNode, module: Module) -> bool:
    return isinstance(node, cst.FunctionDef) and node.name.value in module.tasks


def _spoken_by_tasks(module: Module) -> frozenset[str]:
    """The tasks that functions of tasks speak of, themselves aside."""
    found: set[str] = set()
    for name, task in module.tasks.items():
        body = task.definition.with_changes(decorators=())
        found |= names_in(body).keys() & module.tasks.keys() - {name}
    return frozenset(found)


def _with_objects(region: Region, objects: frozenset[str]) -> Region:
    """The region, its calls of tasks that stay objects being calls of their `run`."""

    def changed(item: Node | Carried) -> Node | Carried:
        action = item.action if isinstance(item, Node) else None
        if not isinstance(item, Node) or not isinstance(action, TaskCall):
            return item
        if action.function not in objects:
            return item
        run = replace(action, function=f"{action.function}.run")
        return replace(item, action=run)

    return Region(tuple(map(changed, region.items))) if objects else region


def _idle_parameters(module: Module, block: FlowBlock) -> frozenset[int]:
    """The ids of the lines that make Parameters which only the block reads."""
    others = [node for node in module.statements if node is not block.node]
    found = set()
    for node in others:
        names = set(bound_in(node)) & module.parameters.keys()
        rest = (each for each in others if each is not node)
        if names and not any(names & names_in(each).keys() for each in rest):
            found.add(id(node))
    return frozenset(found)


def record_flow(
    module: Module, recipe: Recipe, obstacle: Diagnostic | None, findings: Findings
) -> Flow:
    """The IR of a flow whose own Python builds it, in its place in the program."""
    line = recipe.lines[recipe.place]
    place = recipe.origin or line
    names = frozenset(names_in(line))
    span = findings.spans.of(place.value if isinstance(place, cst.Assign) else place)
    item = Carried(text_of(line).strip("\n"), frozenset(bound_in(line)), names, span)
    reason = obstacle.message if obstacle else "its own Python builds it"
    flow = Flow(
        name=_name(recipe),
        variable=recipe.variable,
        span=findings.spans.of(place),
        region=Region((item,)),
        recorded=Recorded(reason, obstacle.span if obstacle else None),
    )
    lines = building_code(module)
    foreign = foreign_names(module, lines, findings)
    carriage = carried_program(module, findings, foreign=foreign)
    CallChecks(module, [block.node for block in module.blocks], findings)
    say_secrets(module.statements, module.names, findings)
    return finished(flow, module, recipe, carriage, findings)


def building_code(module: Module) -> list[cst.CSTNode]:
    """The statements that may build flows: all but the functions of tasks."""
    return [node for node in module.statements if not _is_task(node, module)]


def finished(
    flow: Flow, module: Module, recipe: Recipe, carriage: Carriage, findings: Findings
) -> Flow:
    """The flow with the program around it, and what that uses of prefect."""
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


def say_run_inside(module: Module, findings: Findings) -> None:
    """Refuse runs of a flow in its own block, as Prefect does."""
    for block in module.blocks:
        for node in _runs(block):
            message = "the flow is run inside its own block"
            help = "run it behind the block"
            findings.say("FLC302", message, node, help=help, refused=True)


def _runs(block: FlowBlock) -> Iterator[cst.CSTNode]:
    for node in simple_statements(body_of(block.node)):
        value = getattr(node, "value", None)
        if isinstance(value, cst.Call) and dotted(value.func) == (
            f"{block.variable}.run"
        ):
            yield node
