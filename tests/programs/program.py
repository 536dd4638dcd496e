"""A program of this folder: a flow file with the code that runs it, and its record.

README.md says what a case is, how it is run and what is compared.
"""

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FOLDERS = (HERE / "cases", HERE / "documentation")
PRINTED = ">> "


@dataclass(frozen=True)
class Program:
    """One case: a file, or a folder whose `flow.py` is the program."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def source(self) -> Path:
        return self.path / "flow.py" if self.path.is_dir() else self.path

    @cached_property
    def head(self) -> Mapping[str, list[str]]:
        """What the comment lines at its head say, by their first words."""
        found: dict[str, list[str]] = {}
        for line in self.source.read_bytes().decode().split("\n"):
            if not line.startswith("# "):
                break
            key, colon, value = line[2:].partition(": ")
            if colon:
                found.setdefault(key, []).append(value)
        return found

    def said(self, key: str, default: str = "") -> str:
        """Return what the head says of `key`, or `default`."""
        return self.head.get(key, [default])[0]

    @property
    def kind(self) -> str:
        return self.said("kind")

    @property
    def refused(self) -> bool:
        """Whether it must not compile."""
        return self.said("compile") == "refused"

    @property
    def args(self) -> list[str]:
        return shlex.split(self.said("args"))

    @property
    def env(self) -> dict[str, str]:
        pairs = (word.partition("=") for word in shlex.split(self.said("env")))
        return {name: value for name, _, value in pairs}

    @property
    def needs(self) -> list[str]:
        """The modules without which it can't be run."""
        return self.said("needs").split()

    @property
    def source_root(self) -> Path | None:
        """The folder of modules that flowc is given, and Prefect imports from."""
        root = self.said("source-root")
        return self.path / root if root else None

    @property
    def expected(self) -> dict[str, Any]:
        """What Prefect made of it."""
        recorded = json.loads((self.path.parent / "expected.json").read_text())
        found: dict[str, Any] = recorded[self.name]
        return found

    def printed(self, out: str) -> list[str]:
        """Return the lines that the case's own code printed."""
        lines = [line for line in out.splitlines() if line.startswith(PRINTED)]
        return sorted(lines) if self.said("order") == "any" else lines


def programs(folder: Path) -> list[Program]:
    """Return the cases of a folder, by name."""
    paths = sorted(folder.iterdir())
    return [
        Program(path)
        for path in paths
        if path.suffix == ".py" or (path / "flow.py").is_file()
    ]


def files_in(folder: Path) -> dict[str, str]:
    """Return the content of each file below `folder`, by its path there."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in paths}


ALL = [program for folder in FOLDERS for program in programs(folder)]
