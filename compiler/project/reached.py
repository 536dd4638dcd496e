"""What of a project a flow file reaches."""

import ast
from dataclasses import dataclass, field

from .meanings import Meaning
from .modules import Absent, Alias
from .scan import ScannedModule, Unit
from .scopes import Occurrence


@dataclass(frozen=True)
class Use:
    """A use of a global name, or of one that a function imports, in a wanted statement.

    `alias` is the import of the function, None for a global name. `rest` are the
    attributes behind what `meaning` says.
    """

    module: ScannedModule
    unit: Unit
    place: Occurrence
    meaning: Meaning | None
    rest: tuple[str, ...]
    alias: Alias | None = None


@dataclass
class Reached:
    """The wanted statements by module, what their names mean, and what went wrong.

    `absent` are the imports of modules that are not there, `missing` the attributes
    that modules do not have. `values` are modules that are values of variables,
    `flow_modules` those that make flows, and `without_flows` those that stay modules
    and don't have from these what their star imports give.
    """

    wanted: dict[str, set[int]] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    absent: list[tuple[ScannedModule, ast.alias, Absent]] = field(default_factory=list)
    missing: list[Use] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    flow_modules: frozenset[str] = frozenset()
    without_flows: set[str] = field(default_factory=set)

    def has(self, module: ScannedModule, unit: Unit) -> bool:
        return unit.number in self.wanted.get(module.name, ())
