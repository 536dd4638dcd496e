"""Finds the modules that must stay modules of their own inside the script."""

import ast
import sys

from .acting import why_it_acts
from .circles import below, import_graph
from .loading import firm_modules
from .meanings import Own
from .module_flows import ModuleFlows
from .modules import External, Project, Target, Whole
from .processes import stays_in_process
from .reached import Reached, Use
from .scan import Part, ScannedModule, Unit

# What looks into the module that it is called in.
_LOOKING = frozenset({"globals", "vars", "exec", "eval", "locals"})


def kept_apart(
    project: Project, flows: ModuleFlows, reached: Reached
) -> dict[str, str]:
    """The modules whose statements can't stand among others, each with the reason.

    These are modules whose names are set from outside or read by others after a
    `global` statement has rebound them, modules that are used as values, and those that
    look into themselves.
    """
    found: dict[str, str] = {}
    for use in reached.uses:
        name, reason = _by_use(project, use)
        if name and name != project.entry.name:
            found.setdefault(name, reason)
    for name in reached.values:
        found.setdefault(name, f"{name} is used as a value")
    for name, reason in waiting_modules(project, reached).items():
        found.setdefault(name, reason)
    for name in reached.wanted:
        module = project.module(name)
        if module is not None and module is not project.entry:
            reason = (
                why_it_acts(module, flows)
                or _by_itself(module, reached)
                or _by_what_stays(project, module, reached)
            )
            if reason:
                found.setdefault(name, reason)
    found |= _called_by(project, flows, reached, found)
    return found | _in_circles(project, found, reached)


def _called_by(
    project: Project, flows: ModuleFlows, reached: Reached, found: dict[str, str]
) -> dict[str, str]:
    """The modules of what acting modules call while they are imported.

    What that has changed is theirs: a worker runs the text of all of them, or of none.
    """
    called: dict[str, str] = {}
    for use in reached.uses:
        meaning, place = use.meaning, use.place
        if use.module.name not in found or not isinstance(meaning, Own):
            continue
        runs = place.now and (place.calls or place.decorates or bool(use.rest))
        home = project.module(meaning.module)
        if home is None or home is project.entry or not runs:
            continue
        if meaning.module != use.module.name and why_it_acts(use.module, flows):
            reason = f"{use.module.name} calls {meaning.name} when it is imported"
            called.setdefault(meaning.module, reason)
    return {name: reason for name, reason in called.items() if name not in found}


def waiting_modules(project: Project, reached: Reached) -> dict[str, str]:
    """The modules that only some condition or call imports, and that do something when
    they are imported: their code has to wait for that."""
    firm = firm_modules(project)
    found: dict[str, str] = {}
    for name, units in reached.wanted.items():
        module = project.module(name)
        if module is None or name in firm or not units:
            continue
        wanted = [unit for unit in module.units if unit.number in units]
        if not all(_is_harmless(project, module, unit) for unit in wanted):
            found[name] = "it is imported only under a condition, or by functions"
    return found


def _is_harmless(project: Project, module: ScannedModule, unit: Unit) -> bool:
    """Whether a statement can be executed whether or not its module is imported."""
    if unit.part is Part.IMPORT:
        aliases = [a for p in unit.imports for a in project.aliases_of(module, p)]
        return all(_is_at_hand(alias.target) for alias in aliases)
    if unit.part in (Part.EFFECT, Part.GUARD):
        return unit.part is Part.GUARD
    calls = any(place.calls and place.now for place in unit.occurrences)
    known = all(
        place.stores or not place.now or not place.chain for place in unit.occurrences
    )
    return unit.part in (Part.TEXT, Part.DEFINITION) or (known and not calls)


def _is_at_hand(target: Target) -> bool:
    """Whether an import can't fail: of the project, Python's own, or Prefect's."""
    if not isinstance(target, External):
        return True
    top = target.module.partition(".")[0]
    return top in sys.stdlib_module_names or top in ("prefect", "dask", "distributed")


def _by_use(project: Project, use: Use) -> tuple[str, str]:
    """The module that a use needs as a module, and why; ("", "") for none."""
    meaning, place = use.meaning, use.place
    if isinstance(meaning, Whole):
        if project.module(meaning.module) is None:
            return "", ""
        return meaning.module, f"{meaning.module} is used as a value"
    if not isinstance(meaning, Own) or meaning.module == use.module.name:
        return "", ""
    if place.rebinds and place.chain and not use.rest:
        return meaning.module, f"{use.module.name or 'the flow file'} sets its names"
    module = project.module(meaning.module)
    if module is not None and meaning.name not in module.binders:
        return meaning.module, f"it makes {meaning.name} while it runs"
    if module is not None and meaning.name in module.table.rebound:
        return meaning.module, f"functions set {meaning.name}, which others read"
    return "", ""


def _by_itself(module: ScannedModule, reached: Reached) -> str:
    """Why a module's own code needs it to be one; "" if it does not."""
    wanted = [unit for unit in module.units if reached.has(module, unit)]
    for unit in wanted:
        if "__getattr__" in unit.binds:
            return "it has a __getattr__ of its own"
        for place in unit.occurrences:
            plain = place.home is module.table.module and not place.chain
            if plain and place.calls and place.name in _LOOKING:
                inner = place.name in ("vars", "locals") and not place.now
                if not inner and not _is_given(unit, place.node):
                    return f"it calls {place.name}()"
        if _finds_itself(unit):
            return "it looks itself up in sys.modules"
    return ""


def _by_what_stays(project: Project, module: ScannedModule, reached: Reached) -> str:
    """Why a module can't travel piece by piece; "" if it can.

    What it makes for a process of its own, a lock or a connection, is made anew where
    its text comes to.
    """
    for use in reached.uses:
        if use.module is not module or not use.place.now or use.alias is not None:
            continue
        made = use.place.calls or use.place.decorates
        if made and isinstance(use.meaning, External):
            words = (use.meaning.module, use.meaning.name, *use.place.chain)
            path = ".".join(word for word in words if word)
            if stays_in_process(path):
                return f"{path} makes what can't travel to a worker"
    return ""


def _is_given(unit: Unit, name: ast.AST) -> bool:
    """Whether vars(x) looks into something that it is given."""
    for node in unit.nodes:
        for each in ast.walk(node):
            if isinstance(each, ast.Call) and each.func is name:
                return bool(each.args) and getattr(name, "id", "") == "vars"
    return False


def _finds_itself(unit: Unit) -> bool:
    names = {place.name for place in unit.occurrences}
    chains = {place.chain[:1] for place in unit.occurrences if place.name == "sys"}
    return "__name__" in names and ("modules",) in chains


def _in_circles(
    project: Project, apart: dict[str, str], reached: Reached
) -> dict[str, str]:
    """The modules that a module apart imports and that import it in turn."""
    full = [name for name, units in reached.wanted.items() if units]
    graph, at_once = import_graph(project, full), import_graph(project, full, now=True)
    lower = {name: below(graph, name) for name in graph}
    needed = {name: below(at_once, name) for name in graph}
    return {
        other: f"it imports {name}, and {name} imports it"
        for name in apart
        for other in lower.get(name, ())
        if other not in apart
        and other != project.entry.name
        and name in needed.get(other, ())
    }
