"""Which modules of a project import one another, in circles."""

from collections.abc import Collection, Iterable

from .loading import Step, meant_by
from .modules import Project
from .scan import ScannedModule

Graph = dict[str, set[str]]


def import_graph(project: Project, names: Iterable[str], now: bool = False) -> Graph:
    """For each of some modules, those among them that it or its functions import; with
    `now`, those that it imports itself."""
    wanted = set(names)
    return {n: (_imports(project, n, now) & wanted) - {n} for n in wanted}


def _imports(project: Project, name: str, now: bool) -> set[str]:
    module = project.module(name)
    if module is None:
        return set()
    every = [place for place in module.table.imports if not place.checked]
    places = [place for place in every if place.now or not now]
    aliases = (a for place in places for a in project.aliases_of(module, place))
    return {each for alias in aliases for each in meant_by(alias)}


def below(graph: Graph, name: str) -> set[str]:
    """What a module imports, directly or through others."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for each in graph.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


def circles(
    project: Project, steps: list[Step], apart: Collection[str]
) -> dict[str, list[ScannedModule]]:
    """The modules of their own, each with those that it imports and that import it, in
    the order in which they are complete."""
    order = [module.name for module, _ in steps if module.name in apart]
    last = {name: place for place, name in enumerate(order)}
    names = sorted(last, key=lambda name: last[name])
    graph = import_graph(project, names)
    lower = {name: below(graph, name) for name in names}
    found: dict[str, list[ScannedModule]] = {}
    for name in names:
        both = [each for each in lower[name] if name in lower[each]]
        group = [each for each in names if each == name or each in both]
        modules = [project.module(each) for each in group]
        found[name] = [module for module in modules if module is not None]
    return found
