"""Names of packages that are called while a flow is built: they may be tasks."""

from collections.abc import Iterable, Iterator

import libcst as cst

from .carry import is_import
from .findings import Findings
from .flow_classes import makes_flow
from .module import Module
from .names import dotted, is_known, module_of
from .syntax import all_bound_in, bound_in, names_in, root_name, simple_statements
from .walking import walk


def foreign_names(
    module: Module, lines: Iterable[cst.CSTNode], findings: Findings
) -> frozenset[str]:
    """The imported names that blocks of flows call; each is said.

    For all that one file says, they are tasks: the script asks the objects.
    """
    origins = dict(_origins(module))
    told: set[str] = set()
    for body in _bodies(module, lines):
        own = all_bound_in(body)
        for statement in simple_statements(getattr(body, "body", [body])):
            for call in (e for e in walk(statement) if isinstance(e, cst.Call)):
                root = root_name(call.func) or ""
                if root in told or root in own or root not in origins:
                    continue
                told.add(root)
                what = dotted(call.func) or root
                message = f"{what} of {origins[root]} is called while the flow is built"
                help = (
                    "if it is a task, its package and prefect are needed on the workers"
                )
                findings.say("FLC405", message, call, help=help)
    return frozenset(told)


def _bodies(module: Module, lines: Iterable[cst.CSTNode]) -> Iterator[cst.CSTNode]:
    """The bodies of the blocks of flows, wherever they stand."""
    for node in (each for line in lines for each in walk(line)):
        if isinstance(node, cst.With) and makes_flow(node, module):
            yield node.body


def _origins(module: Module) -> Iterator[tuple[str, str]]:
    """The names that imports of other files' modules bind, with the module."""
    for node in filter(is_import, module.statements):
        for small in simple_statements([node]):
            for name, home in _imported(small):
                if name not in module.names.paths:
                    yield name, home


def _imported(node: cst.CSTNode) -> Iterator[tuple[str, str]]:
    if isinstance(node, cst.ImportFrom):
        home = module_of(node)
        if not is_known(home):
            yield from ((name, home) for name in bound_in(node))
    elif isinstance(node, cst.Import):
        for alias in node.names:
            if not is_known(alias.evaluated_name):
                yield from ((n, alias.evaluated_name) for n in bound_in(alias))


def say_place(module: Module, findings: Findings) -> None:
    """Warn of the flow file's own path; other modules have had theirs when linked."""
    for node in filter(module.is_own, module.statements):
        place = names_in(node).get("__file__")
        if place is not None:
            message = "__file__ is the path of the script, wherever that lies"
            help = "write the name or the folder itself, or give it by a Parameter"
            findings.say("FLC411", message, place, help=help)
            return
