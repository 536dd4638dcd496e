"""Which modules importing the flow file runs, and in which order."""

from collections.abc import Iterator

from .modules import Alias, Member, Project, Star
from .scan import Part, ScannedModule, Unit
from .scopes import ImportPlace


def loads_of(project: Project, module: ScannedModule, unit: Unit) -> Iterator[str]:
    """The modules of the project that a statement imports while it is executed."""
    if unit.part is Part.GUARD and module is not project.entry:
        return
    for place in unit.imports:
        if place.now and not place.checked:
            yield from loaded_by(project, module, place)


def loaded_by(
    project: Project, module: ScannedModule, place: ImportPlace
) -> Iterator[str]:
    for alias in project.aliases_of(module, place):
        yield from alias.loads


def meant_by(alias: Alias) -> tuple[str, ...]:
    """The module that an import is about: not the packages on the way to it."""
    if isinstance(alias.target, (Member, Star)):
        return (alias.target.module,)
    return alias.loads[-1:]


def late_loads_of(project: Project, module: ScannedModule, unit: Unit) -> Iterator[str]:
    """The modules that the functions of a statement import when they are called."""
    for place in unit.imports:
        if not place.now and not place.checked:
            yield from loaded_by(project, module, place)


def loaded_modules(project: Project) -> list[ScannedModule]:
    """Every module that importing the entry runs, the entry first."""
    return loaded_from(project, project.entry)


def loaded_from(project: Project, first: ScannedModule) -> list[ScannedModule]:
    """A module, and every module that importing it runs."""
    found = {first.name: first}
    waiting = [first]
    while waiting:
        module = waiting.pop()
        for name in loads_of_module(project, module):
            other = project.module(name)
            if other is not None and name not in found:
                found[name] = other
                waiting.append(other)
    return list(found.values())


def firm_modules(project: Project) -> set[str]:
    """The modules that are imported however conditions turn out, before anything is
    called; those that can't be read with them."""
    found = {project.entry.name}
    waiting = [project.entry]
    while waiting:
        module = waiting.pop()
        for node in module.outline.imports:
            if node in module.outline.guarded:
                continue
            for name in (n for a in project.aliases_in(module, node) for n in a.loads):
                other = project.module(name)
                if other is not None and name not in found:
                    waiting.append(other)
                if other is not None or name in project.problems:
                    found.add(name)
    return found


def loads_of_module(project: Project, module: ScannedModule) -> list[str]:
    """The modules that importing a module imports."""
    return [
        name
        for node in module.outline.imports
        for alias in project.aliases_in(module, node)
        for name in alias.loads
    ]


Step = tuple[ScannedModule, Unit]


class ExecutionOrder:
    """The statements of modules in the order in which Python would run them.

    The modules in `late` come before the first statement of the entry that is no
    import: a function that imports them may be called from there on.
    """

    def __init__(
        self,
        project: Project,
        wanted: dict[str, set[int]],
        late: frozenset[str] = frozenset(),
    ) -> None:
        self.project = project
        self.wanted = wanted
        self.late = late
        self.steps: list[Step] = []
        self.started = {project.entry.name}
        self.module(project.entry)

    def module(self, module: ScannedModule) -> None:
        entry = module is self.project.entry
        if not entry and not self.wanted.get(module.name):
            for name in loads_of_module(self.project, module):
                self.load(name)
            return
        for unit in module.units:
            for name in loads_of(self.project, module, unit):
                self.load(name)
            if entry and unit.part not in (Part.IMPORT, Part.TEXT):
                self.load_late()
            if unit.number in self.wanted.get(module.name, ()):
                self.steps.append((module, unit))

    def load(self, name: str) -> None:
        if name not in self.started:
            self.started.add(name)
            module = self.project.module(name)
            if module is not None:
                self.module(module)

    def load_late(self) -> None:
        """Run what no statement imports but in functions."""
        for name in self.wanted:
            if name in self.late:
                self.load(name)


def execution_order(project: Project, wanted: dict[str, set[int]]) -> list[Step]:
    """The wanted statements in their order, those that only functions import too."""
    started = ExecutionOrder(project, wanted).started
    return ExecutionOrder(project, wanted, frozenset(wanted) - started).steps
