"""Finds the files in which flows may be."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".py", ".ipynb")
# Code of others, and what tools have made. Hidden folders are left out as well.
_FOREIGN = frozenset(
    {"venv", "node_modules", "__pycache__", "build", "dist", "site-packages"}
)


@dataclass(frozen=True)
class Walked:
    """Files by their paths, and folders that can't be read, each with the reason."""

    files: tuple[str, ...]
    unreadable: tuple[tuple[str, str], ...] = ()


def walk(paths: Iterable[str]) -> Walked:
    """The given files, and those of Python and of Jupyter below the given folders.

    Paths begin as they were given; a file that is found twice counts once. Links to
    folders are not followed.
    """
    found: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    for path in paths:
        for file in _files(path, unreadable):
            found.setdefault(os.path.abspath(file), file)
    return Walked(tuple(sorted(found.values())), tuple(sorted(unreadable.items())))


def _files(path: str, unreadable: dict[str, str]) -> Iterator[str]:
    if not os.path.isdir(path):
        yield str(Path(path))
        return

    def note(problem: OSError) -> None:
        unreadable[str(problem.filename)] = problem.strerror or str(problem)

    for folder, folders, names in os.walk(path, onerror=note):
        folders[:] = [name for name in folders if not _is_foreign(name)]
        for name in names:
            file = Path(folder, name)
            if name.endswith(SUFFIXES) and file.is_file():
                yield str(file)


def _is_foreign(name: str) -> bool:
    return name in _FOREIGN or name.startswith(".")
