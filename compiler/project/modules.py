"""The modules of a project, each read once and only when something asks for it."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from ..checking import check_tree, parsed
from ..diagnostics import Diagnostic
from ..source import Source, SourceError, read_module_source
from .locate import Located, Locator, file_of
from .outline import Import, Outline, outline_of
from .scan import ScannedModule, scan
from .scopes import ImportPlace

ENTRY = ""


@dataclass(frozen=True)
class External:
    """Something of a package that is not the project's; `name` is "" for a module."""

    module: str
    name: str = ""


@dataclass(frozen=True)
class Whole:
    """A module of the project itself, by its dotted name."""

    module: str


@dataclass(frozen=True)
class Member:
    """A name of a module of the project."""

    module: str
    name: str


@dataclass(frozen=True)
class Star:
    """All public names of a module of the project."""

    module: str


@dataclass(frozen=True)
class Absent:
    """A module that should be the project's and is not there."""

    module: str


Target = External | Whole | Member | Star | Absent


@dataclass(frozen=True)
class Alias:
    """One name that an import binds, and what it stands for.

    `loads` are the modules of the project that this imports, packages first.
    """

    bound: str
    target: Target
    node: ast.alias
    loads: tuple[str, ...] = ()


class Project:
    """Every module that was asked for, by its dotted name; the entry's is ""."""

    def __init__(self, source: Source, locator: Locator) -> None:
        self.locator = locator
        self.located: dict[str, Located] = {}
        self.scanned: dict[str, ScannedModule | None] = {}
        self.problems: dict[str, tuple[tuple[Diagnostic, ...], str]] = {}
        self.names: dict[Path, str] = {}
        self.outlines: dict[Path, Outline | None] = {}
        self.aliases: dict[ast.AST, tuple[Alias, ...]] = {}
        package = locator.name_of(source.path.absolute()) if source.path else ""
        own = package.rpartition(".")[0]
        tree = parsed(source.text)
        self.entry = scan(source, tree, ENTRY, source.name, own)
        self.scanned[ENTRY] = self.entry
        self.entry_name = package
        if source.path is not None:
            self.names[source.path.absolute()] = ENTRY

    def module(self, name: str) -> ScannedModule | None:
        """A module's text; None for a package without one, or if it can't be read."""
        if name not in self.scanned:
            self.scanned[name] = self._read(self.located[name])
        return self.scanned[name]

    def _read(self, found: Located) -> ScannedModule | None:
        if found.path is None:
            return None
        try:
            source, tree = read_module_source(str(_shown(found.path)))
        except SourceError as problem:
            self.problems[found.name] = problem.diagnostics, problem.text
            return None
        is_package = found.path.name == "__init__.py"
        stem = found.name.replace(".", "/")
        file = f"{stem}/__init__.py" if is_package else f"{stem}.py"
        package = found.name if is_package else found.name.rpartition(".")[0]
        return scan(source, tree, found.name, file, package)

    def known(self, found: Located | None) -> Located | None:
        """The same module under the name by which it was found first."""
        if found is None:
            return None
        if found.path is not None:
            name = self.names.setdefault(found.path, found.name)
            found = Located(name, found.path, found.doubtful)
        self.located.setdefault(found.name, found)
        return found

    # Imports

    def aliases_of(
        self, module: ScannedModule, place: ImportPlace
    ) -> tuple[Alias, ...]:
        """What the names of an import statement stand for."""
        return self.aliases_in(module, place.node)

    def aliases_in(self, module: ScannedModule, node: Import) -> tuple[Alias, ...]:
        """The same, of a statement whose scope does not matter."""
        if node not in self.aliases:
            if isinstance(node, ast.Import):
                found = [self._plain(module, alias) for alias in node.names]
            else:
                found = self._from(module, node)
            self.aliases[node] = tuple(found)
        return self.aliases[node]

    def check(self, module: ScannedModule) -> None:
        """Find fault with a module that can be parsed and not be carried."""
        source = module.source
        try:
            check_tree(module.tree, source.text, source.file, source.origins)
        except SourceError as problem:
            self.problems[module.name] = problem.diagnostics, problem.text

    def _plain(self, importer: ScannedModule, alias: ast.alias) -> Alias:
        """`import a.b` binds a; `import a.b as c` binds a.b."""
        found = self.locator.absolute(alias.name)
        top = alias.name.partition(".")[0]
        bound = alias.asname or top
        read = set(re.findall(rf"\b{bound}\.(\w+)", importer.source.text))
        found = self.known(found) if self.fits(found, read) else None
        if found is not None and found.name == ENTRY:
            found = None  # another package of that name
        if found is None or found.path is None:
            # In `import a.b`, a alone may be known under another spelling.
            shown = alias.name if alias.asname else top
            return Alias(bound, External(shown), alias)
        loads = self.packages(alias.name)
        if alias.asname:
            return Alias(bound, Whole(found.name), alias, loads)
        first = self.known(self.locator.absolute(top))
        return Alias(bound, Whole(first.name if first else top), alias, loads)

    def packages(self, name: str) -> tuple[str, ...]:
        """The modules that importing a dotted name runs, in their order."""
        parts = name.split(".")
        prefixes = [".".join(parts[: n + 1]) for n in range(len(parts))]
        found = [self.known(self.locator.absolute(each)) for each in prefixes]
        return tuple(each.name for each in found if each is not None)

    def _from(self, module: ScannedModule, node: ast.ImportFrom) -> list[Alias]:
        home, shown = self._home(module, node)
        if home is None:
            target: Target = Absent(shown) if node.level else External(shown)
            return [
                Alias(a.asname or a.name, _named(target, a.name), a) for a in node.names
            ]
        loads = self._parents(home)
        return [self._member(module, home, alias, loads) for alias in node.names]

    def _home(
        self, module: ScannedModule, node: ast.ImportFrom
    ) -> tuple[Located | None, str]:
        name = node.module or ""
        if not node.level:
            found = self.locator.absolute(name)
            wanted = {alias.name for alias in node.names}
            return (self.known(found) if self.fits(found, wanted) else None), name
        shown = "." * node.level + name
        if module.path is None:
            return None, shown
        path = module.path.absolute()
        return self.known(self.locator.relative(path, node.level, name)), shown

    def fits(self, found: Located | None, names: set[str]) -> bool:
        """Whether a module that is doubtful has all that is asked of it."""
        if found is None or not found.doubtful or found.path is None:
            return True
        outline = self.outline(found.path)
        folder = found.path.parent if found.path.name == "__init__.py" else None
        inside = {n for n in names if folder and file_of(folder / n) is not None}
        return outline is not None and names - {"*"} <= outline.binds | inside

    def outline(self, path: Path) -> Outline | None:
        """The outline of a file that may not be of the project."""
        if path not in self.outlines:
            try:
                _, tree = read_module_source(str(path))
                self.outlines[path] = outline_of(tree)
            except SourceError:
                self.outlines[path] = None
        return self.outlines[path]

    def _parents(self, found: Located) -> tuple[str, ...]:
        """A module and the packages above it, these first."""
        packages = self.packages(found.name)
        return packages if found.name in packages else (*packages, found.name)

    def _member(
        self,
        importer: ScannedModule,
        home: Located,
        alias: ast.alias,
        loads: tuple[str, ...],
    ) -> Alias:
        bound = alias.asname or alias.name
        if alias.name == "*":
            return Alias("*", Star(home.name), alias, loads)
        module = self.module(home.name)
        if module is self.entry and alias.name not in module.outline.binds:
            return Alias(bound, External(self.entry_name, alias.name), alias)
        # A package that imports from itself has the name only once it has done so.
        own = module is importer
        if module is None or own or alias.name not in module.outline.binds:
            inner = self.known(self.locator.submodule(home, alias.name))
            if inner is not None and (inner.path is not None or module is None):
                more = (*loads, inner.name)
                return Alias(bound, Whole(inner.name), alias, more)
        if module is None and home.path is None:
            return Alias(bound, External(home.name, alias.name), alias)
        return Alias(bound, Member(home.name, alias.name), alias, loads)

    def is_empty(self, name: str) -> bool:
        """Whether a module is a folder alone."""
        found = self.located.get(name)
        return found is not None and found.path is None


def _named(target: Target, name: str) -> Target:
    return External(target.module, name) if isinstance(target, External) else target


def _shown(path: Path) -> Path:
    """A path as a user would write it: from the working directory, if below it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
