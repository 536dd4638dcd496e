"""Carried code: what the script takes over from the source's module level."""

from dataclasses import dataclass
from enum import Enum


class CodeKind(Enum):
    """What a piece of carried code is."""

    FUTURE = "future import"
    IMPORT = "import"
    CODE = "code"
    TASK = "task"


@dataclass(frozen=True)
class Code:
    """A statement at module level, word for word, with holes where it calls tasks; a
    task without its decorator.

    `binds` are the names it defines, `names` those it uses. `line` is where its first
    line of code stands in the source; `defines` tells functions and classes. `free`
    are those of `names` that it does not bind somewhere inside. `module` and `file`
    tell where it comes from, if not from the source itself; `effect` then tells that it
    does more than to define.
    """

    kind: CodeKind
    text: str
    binds: tuple[str, ...]
    names: frozenset[str]
    line: int
    defines: bool = False
    free: frozenset[str] = frozenset()
    module: str = ""
    file: str = ""
    effect: bool = False

    @property
    def file_apart(self) -> str:
        """The other file that this comes from, "" for the source itself."""
        return self.file if self.module else ""
