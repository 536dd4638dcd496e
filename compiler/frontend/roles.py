"""Tells the statements at module level apart: carried code, flow blocks, entry code."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import libcst as cst

from .module import Module
from .names import is_prefect, module_of
from .syntax import all_bound_in, bound_in, names_in, simple_statements
from .walking import reached


class Role(Enum):
    """What a statement at module level is for."""

    IMPORT = "import"
    TASK = "task"
    CODE = "code"
    BLOCK = "block"
    ENTRY = "entry"
    ENTRY_FUNCTION = "entry function"
    PREFECT = "prefect"


@dataclass(frozen=True)
class Placed:
    """A statement with its role and position."""

    position: int
    role: Role
    node: cst.CSTNode


def roles_of(
    module: Module,
    flows: set[str] | None = None,
    first: int | None = None,
    entry: str = "",
) -> tuple[Placed, ...]:
    """The role of every statement at module level.

    `flows` are the variables of flows, `first` the position of the first that makes
    one, if not those of the module's blocks; `entry` is the function that makes it.

    Entry code is what runs or configures flows: everything behind the first flow
    block but definitions and imports, the `__main__` guard, and before it what makes
    schedules, executors and flows. A function that uses a flow is entry code too. What
    carried functions read stays code wherever it stands.
    """
    if flows is None:
        flows = {block.variable for block in module.blocks}
    if first is None:
        first = min((block.position for block in module.blocks), default=0)
    blocks = {block.node for block in module.blocks}
    placed = [
        Placed(
            place,
            Role.BLOCK if node in blocks else _role(node, place, first, module, flows),
            node,
        )
        for place, node in enumerate(module.statements)
    ]
    callers = _with_callers(placed, {entry} - {""})
    return tuple(_with_globals(callers, flows))


def _role(
    node: cst.CSTNode, place: int, first: int, module: Module, flows: set[str]
) -> Role:
    small = list(simple_statements([node]))
    if all(isinstance(part, (cst.Import, cst.ImportFrom)) for part in small):
        left_out = all(_only_prefect(part, module) for part in small)
        return Role.PREFECT if left_out else Role.IMPORT
    if isinstance(node, cst.FunctionDef) and node.name.value in module.tasks:
        return Role.TASK
    names = set(names_in(node))
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        about = (names - all_bound_in(node)) & flows
        return Role.ENTRY_FUNCTION if about else Role.CODE
    if not module.is_own(node):
        return _foreign_role(names, flows)
    if is_main_guard(node) or place > first or names & flows:
        return Role.ENTRY
    return Role.ENTRY if names & module.names.paths.keys() else Role.CODE


def _foreign_role(names: set[str], flows: set[str]) -> Role:
    """Other modules' statements are carried: what of them is needed is known."""
    return Role.ENTRY if names & flows else Role.CODE


def _only_prefect(node: cst.CSTNode, module: Module) -> bool:
    """Whether an import binds nothing but what the script has stand-ins for."""
    bound = bound_in(node)
    if bound and all(map(module.names.is_package, bound)):
        return True
    if isinstance(node, cst.ImportFrom):
        return is_prefect(module_of(node))
    if isinstance(node, cst.Import):
        return all(is_prefect(alias.evaluated_name) for alias in node.names)
    return False


def is_main_guard(node: cst.CSTNode) -> bool:
    """Whether a statement is `if __name__ == "__main__":`."""
    return isinstance(node, cst.If) and "__name__" in names_in(node.test)


def _with_callers(placed: list[Placed], known: set[str]) -> list[Placed]:
    """Functions that call entry functions are entry functions themselves, and other
    statements that do are entry code."""
    made = [item for item in placed if item.role is Role.ENTRY_FUNCTION]
    steps = (
        (names_in(item.node), bound_in(item.node))
        for item in placed
        if item.role is Role.CODE and isinstance(item.node, cst.FunctionDef)
    )
    entry = reached(known | {n for item in made for n in bound_in(item.node)}, steps)
    return [
        item if entry.isdisjoint(names_in(item.node)) else _as_entry(item)
        for item in placed
    ]


def _as_entry(item: Placed) -> Placed:
    if item.role is not Role.CODE or isinstance(item.node, cst.ClassDef):
        return item
    function = isinstance(item.node, cst.FunctionDef)
    role = Role.ENTRY_FUNCTION if function else Role.ENTRY
    return Placed(item.position, role, item.node)


def _with_globals(placed: list[Placed], flows: set[str]) -> Iterator[Placed]:
    """Entry statements that bind what carried code reads are code, unless they need
    the flow."""
    wanted = {
        name
        for item in placed
        if item.role in (Role.CODE, Role.TASK)
        and isinstance(item.node, (cst.FunctionDef, cst.ClassDef))
        for name in names_in(_undecorated(item))
    }
    for item in placed:
        plain = isinstance(item.node, cst.SimpleStatementLine)
        apart = plain and not flows & names_in(item.node).keys()
        if item.role is Role.ENTRY and apart and wanted & set(bound_in(item.node)):
            yield Placed(item.position, Role.CODE, item.node)
        else:
            yield item


def _undecorated(item: Placed) -> cst.CSTNode:
    """A task without its decorators, whose names are no names of its body."""
    if item.role is Role.TASK:
        return item.node.with_changes(decorators=())
    return item.node
