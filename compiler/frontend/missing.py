"""Names that the script needs and only left-out code of the source makes."""

from collections.abc import Iterator, Set
from functools import cached_property

import libcst as cst

from ..ir.flow import Flow
from .findings import Findings
from .module import FlowBlock, Module
from .names import dotted, is_known, module_of
from .refusals import prefect_path
from .roles import Placed, Role
from .syntax import (
    all_bound_in,
    body_of,
    bound_in,
    names_in,
    root_name,
    simple_statements,
)
from .walking import look

_LEFT_OUT = (Role.ENTRY, Role.ENTRY_FUNCTION, Role.BLOCK)


class Missing:
    """Checks the finished flow against what the source has made of each name."""

    def __init__(
        self,
        module: Module,
        block: FlowBlock,
        placed: tuple[Placed, ...],
        flow: Flow,
        findings: Findings,
    ) -> None:
        self.module = module
        self.block = block
        self.placed = placed
        self.flow = flow
        self.findings = findings
        self.carried = {name for code in flow.code for name in code.binds}
        found = {*self.carried, *module.names.paths}
        self.makers = {n: node for n, node in self.left_out() if n not in found}
        self.told: set[str] = set()

    def left_out(self) -> Iterator[tuple[str, cst.CSTNode]]:
        """The names that left-out statements make."""
        for item in self.placed:
            if item.role in _LEFT_OUT:
                yield from ((name, item.node) for name in bound_in(item.node))

    def check(self) -> None:
        """Say each name that the script would miss."""
        for item in self.placed:
            if item.role in (Role.CODE, Role.TASK) and self.is_carried(item.node):
                self.check_names(item.node, all_bound_in(item.node))
        known = {*bound_in(self.block.node.body), *self.module.parameters}
        self.check_names(self.block.node.body, known | {self.block.variable})
        if "__file__" in self.flow.name.names:
            self.say_place(names_in(self.block.call)["__file__"])
        own = set(bound_in(self.block.node.body))
        for statement in simple_statements(body_of(self.block.node)):
            self.check_calls(statement, own, lowered=True)

    def check_recorded(self, lines: list[cst.CSTNode]) -> None:
        """The same for a flow that its own statements build; settings that those give
        it are not among what is carried."""
        carried = {n for item in self.flow.region.carried() for n in item.names}
        known = {name for line in lines for name in bound_in(line)}
        known |= {*self.module.parameters, self.block.variable}
        for item in self.placed:
            if item.role in (Role.CODE, Role.TASK) and self.is_carried(item.node):
                self.check_names(item.node, all_bound_in(item.node), known)
        for line in lines:
            left_out = names_in(line).keys() - carried
            self.check_names(line, known, all_bound_in(line), left_out)
            self.check_calls(line, known)

    def is_carried(self, node: cst.CSTNode) -> bool:
        return bool(self.carried & set(bound_in(node)))

    def check_names(self, node: cst.CSTNode, *known: Set[str]) -> None:
        for name, place in names_in(node).items():
            if any(name in each for each in known):
                continue
            if name in self.makers:
                self.say(name, place)
            elif name == "__file__":
                self.say_place(place)

    def say_place(self, place: cst.Name) -> None:
        """The flow file's own path; other modules have had theirs when linked."""
        if self.module.is_own(place):
            message = "__file__ is the path of the script, wherever that lies"
            help = "write the name or the folder itself, or give it by a Parameter"
            self.findings.say("FLC411", message, place, help=help)

    def say(self, name: str, place: cst.Name) -> None:
        maker = self.makers[name]
        found = prefect_path(self.module.names, maker)
        if found is not None and not isinstance(maker, cst.With):
            self.findings.unsupported(*found)
            return
        message = f"the script would miss {name}, which only left-out code makes"
        notes = (("it is made here", maker),)
        help = f"make {name} in a plain statement above the flow block"
        self.findings.say("FLC404", message, place, notes=notes, help=help)

    # Other packages

    def check_calls(
        self, statement: cst.CSTNode, known: set[str], lowered: bool = False
    ) -> None:
        """Calls of imported functions: for all that one file says, they are tasks.

        They keep a block from being lowered, unless they are functions of a module
        that is imported whole.
        """
        for call in calls_in(statement):
            root = root_name(call.func)
            if root in self.told:
                continue
            origin = self.origins.get(root or "")
            if origin is None or root in known:
                continue
            self.told.add(root or "")
            what = dotted(call.func) or root
            message = f"{what} of {origin} is called while the flow is built"
            help = "if it is a task, its package and prefect are needed on the workers"
            alone = isinstance(statement, cst.Expr) and statement.value is call
            severe = lowered and (alone or isinstance(call.func, cst.Name))
            self.findings.say("FLC405", message, call, help=help, severe=severe)

    @cached_property
    def origins(self) -> dict[str, str]:
        """The names that imports of other files' modules bind, with the module."""
        found: dict[str, str] = {}
        for item in self.placed:
            if item.role is Role.IMPORT:
                for small in simple_statements([item.node]):
                    found.update(_origins(small))
        return {
            n: home for n, home in found.items() if n not in self.module.names.paths
        }


def _origins(node: cst.CSTNode) -> Iterator[tuple[str, str]]:
    if isinstance(node, cst.ImportFrom):
        module = module_of(node)
        if not is_known(module):
            yield from ((name, module) for name in bound_in(node))
    elif isinstance(node, cst.Import):
        for alias in node.names:
            if not is_known(alias.evaluated_name):
                yield from ((n, alias.evaluated_name) for n in bound_in(alias))


class _Calls(cst.CSTVisitor):
    def __init__(self) -> None:
        self.found: list[cst.Call] = []

    def visit_Call(self, node: cst.Call) -> None:
        self.found.append(node)


def calls_in(node: cst.CSTNode) -> list[cst.Call]:
    """Every call in some code."""
    visitor = _Calls()
    look(node, visitor)
    return visitor.found
