"""A project of this folder: a flow file among its modules, and what is said of them.

case.json may say

  flow        path of the flow file
  variable    the flow's variable, where the file has several
  parameters, context, env, runs    as the constants of a conformance case do
  roots       folders to import from, for the recorder; flowc is to find them itself
  given       folders that flowc is given, with --source-root
  rewritten   functions that can't be carried word for word
  apart       modules that have to stay modules inside the script
  left        modules, functions and classes that a script must not have: a.b.name
  absent      other words that a script must not have
  cluster     true: it is run on a cluster as well
  local       false: the script chooses its executor; says: what it tells of it
  next        how many coming run times to compare
  traceback   by file, the marks `# fails: MARK` whose lines the log must name

A folder `stubs` has packages that only the recorder finds.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.conformance.case import Case

HERE = Path(__file__).resolve().parent
STUBS = "stubs"


@dataclass(frozen=True)
class Project(Case):
    """A project, wherever its files lie; `path` is its folder."""

    @property
    def name(self) -> str:
        return self.path.name

    @cached_property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.path / "case.json").read_text())
        return found

    def constant(self, name: str, default: Any) -> Any:
        return self.said.get(name.lower(), default)

    @property
    def expected(self) -> dict[str, Any]:
        """What Prefect made of it."""
        found: dict[str, Any] = json.loads((self.path / "expected.json").read_text())
        return found

    @property
    def flow_file(self) -> Path:
        return self.path / str(self.said["flow"])

    @property
    def variable(self) -> str:
        return str(self.said.get("variable", "flow"))

    @property
    def roots(self) -> list[Path]:
        return [self.path / each for each in self.said.get("roots", ["."])]

    @property
    def modules(self) -> dict[str, Path]:
        """The project's modules by their dotted names."""
        paths = sorted(self.path.rglob("*.py"))
        stubs = self.path / STUBS
        return {
            self.dotted(path): path
            for path in paths
            if not path.is_relative_to(stubs) and path.name != "setup.py"
        }

    @property
    def apart(self) -> set[str]:
        """The modules that have to stay modules inside the script."""
        return set(self.said.get("apart", []))

    @property
    def left(self) -> set[str]:
        """What a script must not have: modules, functions and classes."""
        return set(self.said.get("left", []))

    def below_root(self, path: Path) -> Path:
        """A file's path from the nearest root above it."""
        holding = [root for root in self.roots if path.is_relative_to(root)]
        nearest = max(holding, key=lambda root: len(root.parts), default=self.path)
        return path.relative_to(nearest)

    def dotted(self, path: Path) -> str:
        """The name by which a file of the project is imported."""
        parts = self.below_root(path).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def projects(folder: Path = HERE) -> list[Project]:
    """Every project, by name."""
    return [Project(path.parent) for path in sorted(folder.glob("*/case.json"))]


ALL = projects()
