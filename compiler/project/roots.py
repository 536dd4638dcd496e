"""Finds the folders below which a project's own modules lie."""

import configparser
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from .locate import is_folder, is_package

MARKERS = ("pyproject.toml", "setup.cfg", "setup.py", ".git")
# How far above a file without any marker its project may begin.
_LEVELS = 6


def roots_of(path: Path | None, given: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The folders where imports of a file are looked for, the first found counts.

    Those are the `given` ones, those of `[tool.flowc] source-roots`, the folder that
    the file's package lies in, its own, what the project's files say of its layout, and
    the folders above it up to the project's.
    """
    found = [each.absolute() for each in given]
    if path is not None:
        found += _of_file(path.absolute())
    return tuple(dict.fromkeys(each for each in found if is_folder(each)))


def folders_of_project(path: Path | None, given: Sequence[Path]) -> tuple[str, ...]:
    """The folders whose modules are a file's own, links resolved: its project's, or
    where nothing marks one all its roots; and those that the command gives."""
    top = project_folder(path.absolute()) if path else None
    found = [*given, *((top,) if top else roots_of(path))]
    return tuple(os.path.realpath(each) for each in found)


def _of_file(path: Path) -> Iterator[Path]:
    top = project_folder(path)
    settings = _toml(top / "pyproject.toml") if top else {}
    yield from _own_setting(top, settings)
    yield package_root(path)
    yield path.parent
    if top is not None:
        yield from _hints(top, settings)
        yield from _upward(path.parent, top)
        yield top / "src"
    else:
        yield from list(path.parent.parents)[:_LEVELS][: _levels_below_home(path)]


def own_setting(path: Path, name: str) -> Any:
    """Return what `[tool.flowc]` of a file's project says of `name`; None: nothing."""
    top = project_folder(path.absolute())
    settings = _toml(top / "pyproject.toml") if top else {}
    own = settings.get("tool", {})
    own = own.get("flowc", {}) if isinstance(own, dict) else {}
    return own.get(name) if isinstance(own, dict) else None


def project_folder(path: Path) -> Path | None:
    """The nearest folder above a file that says it is a project's."""
    for folder in path.parents:
        if any(os.path.exists(folder / name) for name in MARKERS):
            return folder
    return None


def package_root(path: Path) -> Path:
    """The first folder above a file without an `__init__.py`."""
    folder = path.parent
    while is_package(folder):
        folder = folder.parent
    return folder


def _upward(folder: Path, top: Path) -> Iterator[Path]:
    while folder != top and folder != folder.parent:
        folder = folder.parent
        yield folder


def _levels_below_home(path: Path) -> int:
    """How many folders above a file's own may be its project's: never those of all."""
    shared = {Path.home(), Path(path.anchor)}
    return sum(folder not in shared for folder in path.parent.parents)


def _toml(path: Path) -> Mapping[str, Any]:
    """What a TOML file says; nothing if it can't be read: that is for others to say."""
    try:
        found: Mapping[str, Any] = tomllib.loads(path.read_text("utf-8"))
        return found
    except (OSError, ValueError):
        return {}


def _own_setting(top: Path | None, settings: Mapping[str, Any]) -> Iterator[Path]:
    tables = settings.get("tool", {})
    own = tables.get("flowc", {}) if isinstance(tables, dict) else {}
    found = own.get("source-roots", []) if isinstance(own, dict) else []
    for each in found if isinstance(found, list) and top else ():
        if isinstance(each, str) and top:
            yield top / each


def _hints(top: Path, settings: Mapping[str, Any]) -> Iterator[Path]:
    """The folders that the project's build files name as those of its packages."""
    for where in (*_toml_hints(settings), *_cfg_hints(top / "setup.cfg")):
        if isinstance(where, str):
            yield top / where


def _toml_hints(settings: Mapping[str, Any]) -> Iterator[Any]:
    setuptools = _table(settings, "tool", "setuptools")
    yield _table(setuptools, "package-dir").get("")
    yield from _list(_table(setuptools, "packages", "find").get("where"))
    for each in _list(_table(settings, "tool", "poetry").get("packages")):
        yield each.get("from") if isinstance(each, dict) else None
    hatch = _table(settings, "tool", "hatch", "build", "targets", "wheel")
    for each in _list(hatch.get("packages")):
        yield str(Path(each).parent) if isinstance(each, str) else None


def _table(settings: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    for key in keys:
        found = settings.get(key)
        settings = found if isinstance(found, dict) else {}
    return settings


def _list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else ()


def _cfg_hints(path: Path) -> Iterator[str]:
    parser = configparser.ConfigParser()
    try:
        parser.read(path, "utf-8")
    except (OSError, configparser.Error, UnicodeDecodeError):
        return
    for line in parser.get("options", "package_dir", fallback="", raw=True).split("\n"):
        package, _, folder = line.partition("=")
        if not package.strip() and folder.strip():
            yield folder.strip()
    found = parser.get("options.packages.find", "where", fallback="", raw=True)
    yield from found.split()
