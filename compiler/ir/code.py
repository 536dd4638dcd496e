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
    """A statement at module level, word for word; a task without its decorator.

    `binds` are the names it defines, `names` those it uses. `line` is where its first
    line of code stands in the source; `defines` tells functions and classes, `others`
    the tasks that only other flows of the file call. `free` are those of `names` that
    it does not bind somewhere inside.
    """

    kind: CodeKind
    text: str
    binds: tuple[str, ...]
    names: frozenset[str]
    line: int
    defines: bool = False
    others: bool = False
    free: frozenset[str] = frozenset()
