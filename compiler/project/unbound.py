"""Finds the names that nothing in their module, and nothing of Python, defines."""

import ast
import builtins
import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..diagnostics import Span
from ..frontend.stand_ins import EXPORTED
from ..notebook import SUFFIX
from ..source import span_of
from .modules import External, Project, Star
from .scan import ScannedModule
from .scopes import Kind, Occurrence, Scope

_OF_MODULES = frozenset(
    [
        "__annotations__",
        "__builtins__",
        "__cached__",
        "__debug__",
        "__doc__",
        "__file__",
        "__loader__",
        "__name__",
        "__package__",
        "__path__",
        "__spec__",
    ]
)
_OF_CLASSES = frozenset({"__module__", "__qualname__", "__class__", "__classcell__"})
# Names that other Pythons than this one have.
_OTHERS = frozenset(
    {"BaseExceptionGroup", "ExceptionGroup", "WindowsError", "aiter", "anext"}
    | {"EncodingWarning", "PythonFinalizationError", "_IncompleteInputError"}
)
_KNOWN = frozenset(dir(builtins)) | _OF_MODULES | _OF_CLASSES | _OTHERS
_OF_NOTEBOOKS = frozenset(
    {"In", "Out", "display", "exit", "get_ipython", "quit", "_", "__", "_dh", "_ih"}
)
# Code that gives names which the text does not show.
_MAKERS = ("globals()", "vars()", "locals()", "exec(", "builtins", "_getframe")
_LEAST = 3


@dataclass(frozen=True)
class Unbound:
    """A name that nothing defines, where it is read, and the name that is like it."""

    name: str
    span: Span
    near: str = ""


def unbound_names(
    project: Project, wanted: Mapping[str, Collection[int]]
) -> tuple[Unbound, ...]:
    """Return the names that nothing defines, of the wanted statements of modules."""
    modules = [project.module(name) for name in sorted(wanted)]
    known = [module for module in modules if module is not None]
    given = {name for module in known for name in _set_from_outside(module)}
    return tuple(
        found
        for module in known
        for found in _of_module(project, module, wanted[module.name], given)
    )


def _of_module(
    project: Project, module: ScannedModule, units: Collection[int], given: set[str]
) -> Iterator[Unbound]:
    if any(word in module.source.text for word in _MAKERS):
        return
    stars = _stars(project, module, frozenset())
    if stars is None:
        return
    names = {*module.table.module.binds, *module.table.rebound, *stars}
    known = names | _KNOWN | given
    if module.source.name.endswith(SUFFIX):
        known |= _OF_NOTEBOOKS
    unknown = [
        place
        for unit in module.units
        if unit.number in units
        for place in unit.occurrences
        if place.name not in known and _reads_module(module, place)
    ]
    skipped = _unread(module.tree) if unknown else set()
    for place in unknown:
        span = _span(module, place.node)
        if span is not None and id(place.node) not in skipped:
            yield Unbound(place.name, span, _near(place, names))


def _reads_module(module: ScannedModule, place: Occurrence) -> bool:
    """Whether a name is read that only the module's level could give."""
    if place.stores or place.quoted is not None:
        return False
    return place.home is module.table.module and not isinstance(place.node, ast.Global)


def _set_from_outside(module: ScannedModule) -> Iterator[str]:
    """The names that a module may set in another: `config.limit = 3`."""
    for place in module.table.occurrences:
        if place.rebinds and len(place.chain) == 1:
            yield place.chain[0]


def _stars(
    project: Project, module: ScannedModule, seen: frozenset[str]
) -> set[str] | None:
    """The names that star imports bind; None if that can't be told."""
    found: set[str] = set()
    for place in module.table.imports:
        for alias in project.aliases_of(module, place):
            if alias.node.name != "*":
                continue
            more = _of_star(project, alias.target, seen | {module.name})
            if more is None:
                return None
            found |= more
    return found


def _of_star(project: Project, target: object, seen: frozenset[str]) -> set[str] | None:
    if isinstance(target, External):
        home = f"{target.module}."
        if target.module.partition(".")[0] != "prefect":
            return None
        return {path[len(home) :] for path in EXPORTED if path.startswith(home)}
    if not isinstance(target, Star):
        return None
    module = project.module(target.module)
    if module is None or target.module in seen:
        return None
    more = _stars(project, module, seen)
    if more is None or any(word in module.source.text for word in _MAKERS):
        return None
    return {*module.table.module.binds, *module.table.rebound, *more}


def _unread(tree: ast.Module) -> set[int]:
    """The nodes whose names need not be there: annotations of variables in functions,
    and what stands in a `try` that expects a NameError."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for each in ast.walk(node):
                if isinstance(each, ast.AnnAssign):
                    found |= {id(part) for part in ast.walk(each.annotation)}
        elif isinstance(node, ast.Try) and any(map(_expects, node.handlers)):
            found |= {id(part) for each in node.body for part in ast.walk(each)}
    return found


def _expects(handler: ast.ExceptHandler) -> bool:
    return handler.type is not None and "NameError" in ast.unparse(handler.type)


def _near(place: Occurrence, names: Collection[str]) -> str:
    """The name in scope that is most like one that is not there."""
    if len(place.name) < _LEAST:
        return ""
    known = set(names)
    scope: Scope | None = place.scope
    while scope is not None:
        if scope is place.scope or scope.kind is not Kind.CLASS:
            known |= scope.binds.keys()
        scope = scope.parent
    for group in (known, set(dir(builtins))):
        words = sorted(name for name in group if not name.startswith("__"))
        if found := difflib.get_close_matches(place.name, words, 1, 0.65):
            return found[0]
    return ""


def _span(module: ScannedModule, node: ast.AST) -> Span | None:
    span = span_of(node, module.source.text, module.source.file)
    return module.source.origins.span(span) if span else None
