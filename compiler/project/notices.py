"""What there is to say of the modules that a script carries."""

import ast
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..diagnostics import Diagnostic, Severity, Span, diagnose
from ..diagnostics.excerpt import printable
from ..source import span_of
from .loading import firm_modules, loaded_from
from .modules import External, Project
from .reached import Reached, Use
from .scan import ScannedModule

_DATA_READERS = frozenset(
    {
        "pkgutil.get_data",
        "importlib.resources.files",
        "importlib.resources.path",
        "importlib.resources.open_text",
        "importlib.resources.open_binary",
        "importlib.resources.read_text",
        "importlib.resources.read_binary",
        "importlib_resources.files",
        "pkg_resources.resource_filename",
        "pkg_resources.resource_string",
        "pkg_resources.resource_stream",
    }
)
# So many modules that one package has a script carry are worth a word.
MANY = 10
_IMPORTERS = frozenset({"importlib.import_module"})
_PLACE = ("__file__", "__path__", "__spec__", "__package__", "__loader__")


def notices(
    project: Project, reached: Reached, apart: dict[str, str]
) -> Iterator[Diagnostic]:
    """Diagnostics of what was reached, and of modules that can't be read or found."""
    yield from _absent(reached)
    yield from _unreadable(project, reached)
    yield from _outside(project, reached)
    for name, reason in sorted(apart.items()):
        module = project.module(name)
        if module is not None:
            message = f"{name} stays a module of its own in the script: {reason}"
            help = "its code is text there; its tasks run as they did"
            yield diagnose("FLC410", message, _start(module), help=help)
        if module is not None and name in reached.without_flows:
            message = f"{name} has no names here of modules that make flows"
            help = "a name of theirs that is computed is not found: import it by name"
            yield diagnose("FLC417", message, _start(module), help=help)
    yield from _estates(project, reached, apart)
    for use in reached.uses:
        if use.module is not project.entry and use.module.name not in apart:
            yield from _about_place(use)
        yield from _about_data(project, use)
    yield from _missing(reached)


def _estates(
    project: Project, reached: Reached, apart: dict[str, str]
) -> Iterator[Diagnostic]:
    """The packages whose `__init__` has the script carry many modules whole.

    Only the outermost of packages that import one another is named.
    """
    named: set[str] = set()
    for name in sorted(reached.wanted):
        package = project.module(name)
        if package is None or not package.is_package or name in named:
            continue
        loaded = loaded_from(project, package)
        carried = [each for each in loaded if each.name in apart]
        if len(carried) < MANY:
            continue
        named |= {each.name for each in loaded}
        lines = sum(len(each.lines) for each in carried)
        needed = sorted({each for m in carried for each in _packages(project, m)})
        message = (
            f"importing {name} runs {len(carried)} modules, which the script carries "
            f"whole: {lines:,} lines"
        )
        message += f", packages {', '.join(needed)}" if needed else ""
        help = f"have {name}/__init__.py import only what its users need"
        yield diagnose("FLC424", message, _start(package), help=help)


def _packages(project: Project, module: ScannedModule) -> Iterator[str]:
    """The packages from elsewhere that a module imports."""
    for node in module.outline.imports:
        for alias in project.aliases_in(module, node):
            target = alias.target
            top = (
                target.module.partition(".")[0] if isinstance(target, External) else ""
            )
            if top and top not in sys.stdlib_module_names and top != "prefect":
                yield top


def _absent(reached: Reached) -> Iterator[Diagnostic]:
    for module, alias, target in reached.absent:
        message = f"there is no module {target.module} beside {module.source.name}"
        help = "add it, or name the folder that has it with --source-root DIR"
        yield diagnose("FLC406", message, _span(module, alias), help=help)


# What keeps flowc from reading a module, but not Python.
_OWN_LIMITS = {"FLC005", "FLC006"}


def _unreadable(project: Project, reached: Reached) -> Iterator[Diagnostic]:
    """What is wrong with modules that can't be read: errors, as in a flow file, where
    the flow uses them and importing it imports them.

    Where only a function or a condition imports one, the code that does so fails. One
    of which nothing is used would keep Python from importing the flow file, and is no
    part of the script.
    """
    firm = firm_modules(project)
    for name, (diagnostics, _) in sorted(project.problems.items()):
        used = name in reached.unreadable or name in reached.wanted
        for found in diagnostics:
            if used and (name in firm or found.code in _OWN_LIMITS):
                yield found
            elif used or name in firm:
                yield _left_out(name, found, used)


def _left_out(name: str, found: Diagnostic, used: bool) -> Diagnostic:
    message = f"{name} is left out, since it can't be read: {found.message}"
    help = "the flow uses nothing of it; Python would not even import the flow file"
    if used:
        help = "the code that imports it fails with ModuleNotFoundError"
    return diagnose("FLC420", message, found.span, help=help)


def _outside(project: Project, reached: Reached) -> Iterator[Diagnostic]:
    """Carried modules that lie elsewhere than the flow file's project."""
    for name in sorted(reached.wanted):
        module = project.module(name)
        path = module.path if module is not None else None
        if path is None or module is project.entry or not reached.wanted[name]:
            continue
        if module is not None and project.locator.is_outside(path):
            message = f"{name} is carried from outside the project: {_real(path)}"
            help = "name its folder with --source-root DIR if that is meant"
            yield diagnose("FLC421", message, _start(module), help=help)


def _real(path: Path) -> str:
    return printable(os.path.realpath(path))


def _about_place(use: Use) -> Iterator[Diagnostic]:
    """A carried module has no file of its own."""
    name, module = use.place.name, use.module
    if use.meaning is not None or use.place.home is not module.table.module:
        return
    if name in _PLACE:
        message = f"{name} of {module.name} has no file where the script runs"
        if name == "__file__":
            message = f"__file__ of {module.name} is {module.file} beside the script"
        help = (
            "put what is read by it there, or give its folder by a Parameter or an "
            "environment variable"
        )
        yield diagnose("FLC411", message, _span(module, use.place.node), help=help)
    elif name == "__name__":
        message = (
            f"__name__ of {module.name} is a variable with that name in the script"
        )
        help = "nothing is lost, but for what looks the module up in sys.modules"
        span = _span(module, use.place.node)
        yield diagnose("FLC411", message, span, help=help, severity=Severity.NOTE)


def _about_data(project: Project, use: Use) -> Iterator[Diagnostic]:
    if not isinstance(use.meaning, External):
        return
    words = (use.meaning.module, use.meaning.name, *use.place.chain)
    path = ".".join(word for word in words if word)
    span = _span(use.module, use.place.node)
    if path in _DATA_READERS and use.place.calls:
        message = f"{path} reads files of a package, and a script has none"
        help = "put them where the script runs, and give their folder by a Parameter"
        yield diagnose("FLC411", message, span, help=help)
    elif path in _IMPORTERS and use.place.calls:
        name = _argument(use)
        found = project.locator.absolute(name) if name else None
        if found is not None and found.path is not None:
            message = f"{name} is imported by its name, and the script has no such file"
            help = f"write `import {name}`, or install the project where it runs"
            yield diagnose("FLC413", message, span, help=help)


def _argument(use: Use) -> str:
    """The literal that is given to the call of a used name."""
    wanted: Iterable[ast.AST] = (use.place.node, *use.place.attributes)
    for node in use.unit.nodes:
        for each in ast.walk(node):
            if isinstance(each, ast.Call) and any(each.func is w for w in wanted):
                first = each.args[0] if each.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    return first.value
    return ""


def _missing(reached: Reached) -> Iterator[Diagnostic]:
    for use in reached.missing:
        taken = ".".join((use.place.name, *use.place.chain))
        message = f"{taken}: the project's module has no such name"
        help = "the code that reads it will fail, as it did"
        span = _span(use.module, use.place.node)
        yield diagnose("FLC412", message, span, help=help)


def _start(module: ScannedModule) -> Span:
    return Span(module.source.file, 1, 1, 1, 1)


def _span(module: ScannedModule, node: ast.AST) -> Span | None:
    """Where a node stands, in the file or the cell that it comes from."""
    span = span_of(node, module.source.text, module.source.file)
    return module.source.origins.span(span) if span else None
