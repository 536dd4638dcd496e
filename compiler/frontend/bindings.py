"""Finds what carried code uses of prefect, and binds those names to stand-ins."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import libcst as cst

from ..ir.binding import KEY_FUNCTIONS, Binding
from .findings import Findings
from .names import Names
from .server_clients import Clients, say_asked
from .stand_ins import Kind, StandIn, members_of, stand_in
from .syntax import text_of
from .walking import look


@dataclass
class Use:
    """What is used under one name: whole dotted paths."""

    paths: dict[str, cst.CSTNode] = field(default_factory=dict)


class Uses(cst.CSTVisitor):
    """Collects the references into prefect of some code, by the name at their root.

    `plain` are functions of tasks that the script has without their decorators.
    """

    def __init__(self, names: Names, plain: Container[cst.CSTNode] = ()) -> None:
        self.names = names
        self.plain = plain
        self.found: dict[str, Use] = {}
        self.hidden: frozenset[str] = frozenset()
        self.depth = 0
        self.clients = Clients(names)

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        decorators: list[cst.CSTNode] = list(node.decorators)
        if node in self.plain:
            call = node.decorators[0].decorator
            decorators[:1] = call.args if isinstance(call, cst.Call) else ()
        for part in (*decorators, node.params, node.returns):
            if part is not None:
                look(part, self)
        self.inside(node)
        return False

    def visit_Lambda(self, node: cst.Lambda) -> bool:
        look(node.params, self)
        self.inside(node)
        return False

    def visit_Param(self, node: cst.Param) -> bool:
        for part in (node.annotation, node.default):
            if part is not None:
                look(part, self)
        return False

    def inside(self, function: cst.FunctionDef | cst.Lambda) -> None:
        """Visit a body; its parameters hide names."""
        before = self.hidden
        self.hidden = before | set(parameters_of(function.params))
        self.depth += 1
        look(function.body, self)
        self.depth -= 1
        self.hidden = before

    def visit_Arg(self, node: cst.Arg) -> bool:
        look(node.value, self)
        return False

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        return False

    def visit_Import(self, node: cst.Import) -> bool:
        return False

    def visit_Assign(self, node: cst.Assign) -> None:
        if self.depth:
            self.clients.assign(node)

    def visit_Call(self, node: cst.Call) -> None:
        self.ask(self.clients.unknown(node), node)

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        if self.enter(node):
            return False
        self.ask(self.clients.asked(node), node)
        look(node.value, self)
        return False

    def ask(self, path: str | None, node: cst.CSTNode) -> None:
        """Enter what is asked of a client of Prefect's server, by its dotted path."""
        if path is not None:
            root = self.clients.root
            self.found.setdefault(root, Use()).paths.setdefault(path, node)

    def visit_Name(self, node: cst.Name) -> None:
        self.enter(node)

    def enter(self, node: cst.Name | cst.Attribute) -> bool:
        path = self.names.path(node)
        if path is None or _root(node) in self.hidden:
            return False
        use = self.found.setdefault(_root(node), Use())
        use.paths.setdefault(path, node)
        return True


def _root(node: cst.BaseExpression) -> str:
    while isinstance(node, cst.Attribute):
        node = node.value
    return text_of(node)


def parameters_of(params: cst.Parameters) -> Iterator[str]:
    """The names of a function's parameters."""
    stars = (params.star_arg, params.star_kwarg)
    plain = (*params.posonly_params, *params.params, *params.kwonly_params)
    for each in (*plain, *stars):
        if isinstance(each, cst.Param):
            yield each.name.value


def bindings_of(
    uses: Mapping[str, Use], names: Names, findings: Findings
) -> tuple[Binding, ...]:
    """A binding for each name that is used; what is served badly is said."""
    return tuple(
        _binding(name, use, names.paths[name], findings)
        for name, use in sorted(uses.items())
        if name in names.paths
    )


def _binding(name: str, use: Use, path: str, findings: Findings) -> Binding:
    text, symbols = _expression(path, use.paths, findings)
    return Binding(name, text, frozenset(symbols))


def _expression(
    path: str, used: Mapping[str, cst.CSTNode], findings: Findings
) -> tuple[str, set[str]]:
    """The expression for a path of which `used` are paths at or below it."""
    found = stand_in(path)
    if found is not None and not _is_module(found, path, used):
        _say(found, next(iter(used.values())), findings)
        say_asked(found, used, findings)
        return found.text, {found.symbol} if found.symbol else set()
    groups: dict[str, dict[str, cst.CSTNode]] = {}
    for whole, node in _spelled_out(path, used):
        member = whole[len(path) + 1 :].partition(".")[0]
        groups.setdefault(member, {})[whole] = node
    symbols, given = {"Namespace"}, [repr(path)]
    for member, below in sorted(groups.items()):
        text, inner = _expression(f"{path}.{member}", below, findings)
        given.append(f"{member}={text}")
        symbols |= inner
    return f"Namespace({', '.join(given)})", symbols


def _is_module(found: StandIn, path: str, used: Mapping[str, cst.CSTNode]) -> bool:
    """Whether a path that flowc does not know can only be a module of the library."""
    known = found.kind not in (Kind.UNKNOWN, Kind.LIBRARY)
    name = path.rpartition(".")[2]
    return not known and name.islower() and all(whole != path for whole in used)


def _spelled_out(
    path: str, used: Mapping[str, cst.CSTNode]
) -> Iterator[tuple[str, cst.CSTNode]]:
    """The used paths; of a module that is used as a value, all that flowc knows."""
    for whole, node in used.items():
        if whole == path:
            yield from ((member, node) for member in members_of(path))
        else:
            yield whole, node


def _say(found: StandIn, node: cst.CSTNode, findings: Findings) -> None:
    """Warn of what a script serves only in part."""
    name = found.path
    if found.kind is Kind.LIBRARY:
        message = f"{name} needs prefect on the workers"
        help = (
            "install prefect 1.4.1 with the extra it needs there, and call the task "
            "with keywords; or write the task"
        )
        findings.say("FLC407", message, node, help=help)
    elif found.kind is Kind.SERVER:
        message = f"{name} needs a Prefect server, and a script has none"
        findings.say("FLC408", message, node, help="the task that asks for it fails")
    elif found.kind is Kind.UNKNOWN:
        findings.unsupported(name, node)
    elif found.symbol in KEY_FUNCTIONS and not findings.has("FLC312"):
        message = "key-value pairs are kept in the file that FLOWC_KV names"
        help = "set FLOWC_KV to the path of a JSON file; without one the task fails"
        findings.say("FLC312", message, node, help=help)


def merged(parts: Iterable[Mapping[str, Use]]) -> dict[str, Use]:
    """The uses of several pieces of code, together."""
    found: dict[str, Use] = {}
    for part in parts:
        for name, use in part.items():
            whole = found.setdefault(name, Use())
            whole.paths.update(
                {p: n for p, n in use.paths.items() if p not in whole.paths}
            )
    return found


# What may make a date of the context: such text carries stand-ins for pendulum's.
_DATED = re.compile(
    r"scheduled_start_time|\bdate\b|\*\*\s*(?:prefect\.)?context\b"
    r"|context\.(?:items|values|copy|to_dict)\(|\((?:prefect\.)?context\)"
)


def lightened(bindings: tuple[Binding, ...], text: str) -> tuple[Binding, ...]:
    """The bindings, without dates in the context where the source reads none."""
    if _DATED.search(text):
        return bindings
    return tuple(_without_dates(each) for each in bindings)


def _without_dates(binding: Binding) -> Binding:
    if "RunContext" not in binding.symbols:
        return binding
    text = binding.text.replace("RunContext()", "PlainContext()")
    symbols = binding.symbols - {"RunContext"} | {"PlainContext"}
    return replace(binding, text=text, symbols=symbols)
