"""Finds the files of a project's modules below its roots."""

import os
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# What is never taken from a project, whatever its folders are called.
_FOREIGN = sys.stdlib_module_names | {"prefect", "dask", "distributed"}


@dataclass(frozen=True)
class Located:
    """A module that was found: its dotted name, and its file, or None for a folder
    that is a package without an `__init__.py`. A `doubtful` one lies in a package whose
    folder Python is told to look in only sometimes: it may be another package's."""

    name: str
    path: Path | None
    doubtful: bool = False


class Locator:
    """Looks for modules below some folders, the first that has one counts.

    `project` are the folders, links resolved, that modules are expected in.
    """

    def __init__(self, roots: tuple[Path, ...], project: tuple[str, ...] = ()) -> None:
        self.project = project
        self.packages = frozenset(r for r in roots if package_file(r) is not None)
        self.roots = tuple(sorted(roots, key=lambda root: root in self.packages))
        self.absolute = lru_cache(maxsize=None)(self._absolute)

    def _absolute(self, name: str) -> Located | None:
        """Where a module lies that is imported by its full name; None if it is not the
        project's own.

        A folder alone is a package only if something in it is asked for.
        """
        if not name or name.partition(".")[0] in _FOREIGN:
            return None
        for root in self.roots:
            path = file_of(root.joinpath(*name.split(".")))
            if path is not None:
                return Located(name, path, root in self.packages)
        for root in self.roots:
            if is_folder(root.joinpath(*name.split("."))):
                return Located(name, None)
        return None

    def is_outside(self, path: Path) -> bool:
        """Whether a file lies outside the project's folders, be it through a link."""
        real = os.path.realpath(path)
        inside = (os.path.join(folder, "") for folder in self.project)
        return not any(map(real.startswith, inside))

    def relative(self, importer: Path, level: int, name: str) -> Located | None:
        """Where a module lies that a file imports with leading dots."""
        folder = importer.parent
        for _ in range(level - 1):
            folder = folder.parent
        base = folder.joinpath(*name.split(".")) if name else folder
        path = file_of(base) if name else package_file(base)
        if path is None and not is_folder(base):
            return None
        return Located(self.name_of(path or base / "__init__.py"), path)

    def submodule(self, package: Located, name: str) -> Located | None:
        """The module of a name in a package."""
        if package.path is None:
            return self.absolute(f"{package.name}.{name}")
        if package.path.name != "__init__.py":
            return None
        base = package.path.parent / name
        path = file_of(base)
        if path is None and not is_folder(base):
            return None
        return Located(f"{package.name}.{name}", path)

    def name_of(self, path: Path) -> str:
        """The dotted name of a file, below the nearest folder that is a root."""
        parent = path.parent if path.name != "__init__.py" else path.parent.parent
        while is_package(parent):
            parent = parent.parent
        for folder in (parent, *parent.parents):
            if folder in self.roots:
                parent = folder
                break
        parts = path.relative_to(parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_package(folder: Path) -> bool:
    """Whether a folder is a package, as its name allows too."""
    return folder.name.isidentifier() and package_file(folder) is not None


def file_of(base: Path) -> Path | None:
    """The file of the module whose path without a suffix this is."""
    path = base.with_name(base.name + ".py")
    return package_file(base) or (path if is_file(path) else None)


def package_file(folder: Path) -> Path | None:
    path = folder / "__init__.py"
    return path if is_file(path) else None


def is_file(path: Path) -> bool:
    """Whether a file is there; a name that no file can have is that of none."""
    return os.path.isfile(path)


def is_folder(path: Path) -> bool:
    """The same of a folder. What may not be looked into has nothing either."""
    return os.path.isdir(path)
