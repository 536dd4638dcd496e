"""Which names of a file mean something of Prefect's, in every spelling."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import libcst as cst

# Where text has what flowc itself adds to it from.
RUNTIME = "flowc.runtime"
# Where the Flow classes are whose source is not at hand: of the package P those of P.
PACKAGES = "flowc.packages"
EXECUTOR_HOMES = (
    "prefect.executors",
    "prefect.engine.executors",
    "prefect.executors.dask",
    "prefect.executors.local",
    "prefect.engine.executors.dask",
    "prefect.engine.executors.local",
)
_SCHEDULES = ("prefect.schedules", "prefect.schedules.schedules")

TRIGGERS = (
    "all_successful",
    "all_failed",
    "any_successful",
    "any_failed",
    "all_finished",
    "always_run",
    "some_failed",
    "some_successful",
    "not_all_skipped",
    "manual_only",
)

# Where each symbol that flowc knows can be imported from, over Prefect 0.x and 1.x.
HOMES: Mapping[str, tuple[str, ...]] = {
    "task": ("prefect", "prefect.utilities.tasks"),
    "Flow": ("prefect", "prefect.core", "prefect.core.flow"),
    "Parameter": (
        "prefect",
        "prefect.core",
        "prefect.core.parameter",
        "prefect.core.task",
    ),
    "unmapped": (
        "prefect",
        "prefect.utilities.edges",
        "prefect.utilities.tasks",
        "prefect.utilities.mapping",
    ),
    "case": (
        "prefect",
        "prefect.tasks.control_flow",
        "prefect.tasks.control_flow.case",
    ),
    "merge": (
        "prefect.tasks.control_flow",
        "prefect.tasks.control_flow.conditional",
    ),
    "LocalExecutor": EXECUTOR_HOMES,
    "LocalDaskExecutor": EXECUTOR_HOMES,
    "DaskExecutor": EXECUTOR_HOMES,
    "IntervalSchedule": _SCHEDULES,
    **dict.fromkeys(TRIGGERS, ("prefect.triggers",)),
}


def symbol_of(path: str) -> str | None:
    """The symbol that a dotted path into prefect names, if flowc knows it."""
    home, _, name = path.rpartition(".")
    if is_package_flow(path):
        return "Flow"
    return name if home in HOMES.get(name, ()) else None


def is_package_flow(path: str) -> bool:
    """Whether a path is that of a Flow class whose source is not at hand."""
    return path.startswith(f"{PACKAGES}.")


@dataclass(frozen=True)
class Names:
    """The names of a scope that lead into prefect, with the dotted path of each."""

    paths: Mapping[str, str] = field(default_factory=dict)

    def path(self, node: cst.BaseExpression) -> str | None:
        """The dotted path into prefect that an expression spells, or None."""
        if isinstance(node, cst.Name):
            return self.paths.get(node.value)
        if isinstance(node, cst.Attribute):
            home = self.path(node.value)
            return f"{home}.{node.attr.value}" if home else None
        return None

    def symbol(self, node: cst.BaseExpression) -> str | None:
        """The known symbol that an expression spells: "task", "Flow", ..."""
        path = self.path(node)
        return symbol_of(path) if path else None

    def is_package(self, name: str) -> bool:
        """Whether a name is only there for a Flow class whose source is not at hand."""
        return is_package_flow(self.paths.get(name, ""))

    def without(self, names: Iterable[str]) -> "Names":
        """These names as a scope sees them that binds `names` to something else."""
        hidden = frozenset(names)
        kept = {name: path for name, path in self.paths.items() if name not in hidden}
        return replace(self, paths=kept)

    def with_imports(self, statements: Iterable[cst.CSTNode]) -> "Names":
        """These names and those that import statements of prefect bind."""
        paths = dict(self.paths)
        for statement in statements:
            paths.update(imported_paths(statement))
        return replace(self, paths=paths)


def imported_paths(statement: cst.CSTNode) -> dict[str, str]:
    """The names that an import of prefect binds, with the dotted path of each."""
    if isinstance(statement, cst.Import):
        return dict(_plain_import(statement))
    if isinstance(statement, cst.ImportFrom) and is_prefect(module_of(statement)):
        home = module_of(statement)
        return {
            bound_name(alias): f"{home}.{alias.evaluated_name}"
            for alias in aliases_of(statement)
        }
    return {}


def _plain_import(statement: cst.Import) -> Iterator[tuple[str, str]]:
    for alias in statement.names:
        path = alias.evaluated_name
        if not is_prefect(path):
            continue
        if alias.asname is not None:
            yield bound_name(alias), path
        else:
            yield "prefect", "prefect"


def bound_name(alias: cst.ImportAlias) -> str:
    """The name that an import alias binds."""
    return alias.evaluated_alias or alias.evaluated_name.partition(".")[0]


def aliases_of(statement: cst.ImportFrom) -> tuple[cst.ImportAlias, ...]:
    """The names of a from-import; none for a star."""
    if isinstance(statement.names, cst.ImportStar):
        return ()
    return tuple(statement.names)


def module_of(statement: cst.ImportFrom) -> str:
    """The dotted name of the module imported from, with its leading dots."""
    dots = "." * len(statement.relative)
    return dots + dotted(statement.module) if statement.module else dots


def dotted(node: cst.BaseExpression) -> str:
    """The text of a name or a chain of attributes of names, else ""."""
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute):
        home = dotted(node.value)
        return f"{home}.{node.attr.value}" if home else ""
    return ""


def is_prefect(module: str) -> bool:
    """Whether a module is Prefect's own, or stands in for it."""
    return module in ("prefect", RUNTIME) or module.startswith("prefect.")


def is_known(module: str, others: tuple[str, ...] = ()) -> bool:
    """Whether a module is Python's own, or Prefect's, or of one of `others`."""
    top = module.partition(".")[0]
    return is_prefect(module) or top in sys.stdlib_module_names or top in others
