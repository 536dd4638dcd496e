"""Links a flow file with the modules of its project, to one source without them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..source import Source
from .locate import Locator
from .modules import ENTRY, External, Project
from .unbound import Unbound, unbound_names

if TYPE_CHECKING:
    from .reached import Reached
    from .woven_text import WovenText


@dataclass(frozen=True)
class Linked:
    """The source as one text, what is to be said of the project, and the names that
    nothing defines."""

    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()
    unbound: tuple[Unbound, ...] = ()


def linked(source: Source, locator: Locator) -> Linked:
    """Take over what a source uses of its project's other modules.

    A source that imports none of them comes back as it is.
    """
    project = Project(source, locator)
    if not imports_project(project):
        every = {ENTRY: range(len(project.entry.units))}
        return Linked(source, unbound=unbound_names(project, every))
    return _woven(source, project)


def _woven(source: Source, project: Project) -> Linked:
    # Most flow files need none of this.
    from .arrangement import Arrangement
    from .loading import loaded_modules
    from .meanings import Meanings
    from .module_flows import ModuleFlows
    from .notices import notices
    from .reach import Reach
    from .soundness import kept_apart

    flows = ModuleFlows(Meanings(project), loaded_modules(project))
    apart: dict[str, str] = {}
    while True:
        reached = Reach(flows, frozenset(apart)).run()
        more = kept_apart(project, flows, reached)
        if more.keys() <= apart.keys():
            break
        apart |= more
    for name, units in reached.wanted.items():
        module = project.module(name)
        if units and module is not None and module is not project.entry:
            project.check(module)
    found = notices(project, reached, apart)
    woven = Arrangement(project, flows, reached, apart).woven()
    unbound = unbound_names(project, reached.wanted)
    return Linked(_source(source, project, reached, woven), tuple(found), unbound)


def imports_project(project: Project) -> bool:
    """Whether the entry imports anything of the project, or should."""
    return any(
        not isinstance(alias.target, External)
        for place in project.entry.table.imports
        for alias in project.aliases_of(project.entry, place)
    )


def _source(
    source: Source, project: Project, reached: Reached, woven: WovenText
) -> Source:
    """The woven text, as a source with the hash of all that it was made of."""
    modules = [project.module(name) for name in sorted(reached.wanted)]
    own = [module for module in modules if module is not None]
    hashes = [f"{m.file}:{m.source.sha256}" for m in own if m is not project.entry]
    whole = "\n".join([source.sha256, *hashes])
    texts = dict(source.texts)
    for module in own:
        texts |= {module.source.file: module.source.text}
    for diagnostics, text in project.problems.values():
        texts |= {each.span.file: text for each in diagnostics if each.span}
    return replace(
        source,
        text=woven.text,
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
        origins=woven.origins,
        texts=texts,
    )
