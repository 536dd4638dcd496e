"""From a module to the IR of its flows: block, settings and carried code together."""

from dataclasses import replace

from ..diagnostics import Diagnostic, Severity
from ..ir.flow import Flow
from .bindings import bindings_of, lightened, merged
from .carry import carried_code
from .children import say_started_by_tasks
from .dask_names import say_gone
from .entry import EntryReader
from .findings import Findings
from .lower import lower_block
from .missing import Missing
from .module import FlowBlock, Module
from .rebound import rebound_names, say_unclear, without_later
from .recipes import Recipe
from .recorded import record_flow
from .roles import roles_of
from .trim import trimmed


def lower_flow(module: Module, recipe: Recipe, findings: Findings) -> Flow:
    """The IR of one flow of a module: lowered statically if that can be done, else
    built by its own Python. Its mistakes are in `findings`, and those of the module.
    """
    findings.found += module.doubts.refused + _mild(module.doubts.found)
    say_gone(module, findings)
    obstacle = _first_error(module.doubts.found)
    if recipe.block is not None:
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
    flow, done = lower_block(module, block, findings)
    if module.source.origins and _first_error(findings.found) is not None:
        return flow  # a whole project is not searched for a reason that comes earlier
    placed = without_later(recipe, roles_of(module))
    for each in rebound_names(recipe, placed, [block.node], ()):
        message = f"{each.name} is bound again behind the block"
        findings.say("FLC110", message, each.later, help="give it another name")
    say_unclear(placed, [block.node], (), findings)
    reader = EntryReader(module, block, placed, findings)
    reader.done = done
    settings = reader.read()
    carriage = carried_code(module, placed, findings)
    whole = replace(flow, settings=settings, code=carriage.codes, spoken=module.taken)
    whole = trimmed(whole)
    used = merged([carriage.uses(whole.code), reader.after.uses.found])
    bindings = bindings_of(used, module.inner_names, findings)
    whole = replace(whole, bindings=lightened(bindings, module.source.text))
    Missing(module, block, placed, whole, findings).check()
    say_started_by_tasks(module, whole, findings)
    return whole
