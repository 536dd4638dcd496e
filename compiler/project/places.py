"""What carried modules know of themselves: their name, and the file they lie in."""

from dataclasses import dataclass, field

from .modules import External, Project
from .scan import ScannedModule, Unit
from .symbols import Naming
from .targets import Targets

_NAMES = ("__name__", "__file__")


@dataclass
class Places:
    """Gives `__name__` and `__file__` of carried modules variables of their own."""

    project: Project
    naming: Naming
    targets: Targets
    variables: dict[tuple[str, str], str] = field(default_factory=dict)

    def has(self, module: ScannedModule, name: str) -> bool:
        return module is not self.project.entry and name in _NAMES

    def variable(self, module: ScannedModule, name: str) -> str:
        """The variable that stands for a name of a module."""
        key = (module.name, name)
        if key not in self.variables:
            stem = module.name.rpartition(".")[2]
            self.variables[key] = self.naming.free(f"{stem}_{name.strip('_')}")
        return self.variables[key]

    def asked_by(self, module: ScannedModule, unit: Unit) -> list[str]:
        """Which of the names a statement reads."""
        names = {
            place.name
            for place in unit.occurrences
            if place.home is module.table.module and not place.stores
        }
        return [name for name in _NAMES if name in names and self.has(module, name)]

    def line(self, module: ScannedModule, name: str) -> str:
        """The assignment of such a variable: a file lies beside the script as it lay
        below its root."""
        variable = self.variable(module, name)
        if name == "__name__":
            return f"{variable} = {module.name!r}"
        path = self.targets.external(External("pathlib", "Path"))
        place = f"{path}(__file__).resolve().parent / {module.file!r}"
        return f"{variable} = str({place})"
