"""Compares definitions of a project with what a script has of them, word for word.

What may differ: names that begin with a module's where they would clash, `builtins.`
before a built-in one, the decorator that makes a task or keeps a name, and imports of
the project's or of Prefect, each on its own lines.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tests.projects.project import Project

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
IN_PLACE_OF_IMPORTS = (ast.Pass, ast.Assign, ast.Import, ast.ImportFrom, ast.Raise)
KEEPS_A_NAME = "originally("


@dataclass(frozen=True)
class Text:
    """A definition and the lines of its file."""

    node: Definition
    whole: str

    @property
    def lines(self) -> list[str]:
        """Its own lines, from `def` or `class` on."""
        end = self.node.end_lineno or self.node.lineno
        return self.whole.split("\n")[self.node.lineno - 1 : end]

    @property
    def decorators(self) -> list[str]:
        return [ast.unparse(each) for each in self.node.decorator_list]

    def line_of(self, node: ast.AST) -> int:
        """The number, from 0, of a part's line among its own."""
        return int(getattr(node, "lineno", 0)) - self.node.lineno


def undelayed(script: str) -> str:
    """A script's text with the calls of tasks as the project has them."""
    return re.sub(r"\bdelayed_*\(([\w.]+)\)(?=\(|\.map\()", r"\1", script)


@cache
def definitions(text: str) -> dict[str, Text]:
    """The functions and classes at the top level of a file; the last of a name."""
    found = (node for node in ast.parse(text).body if isinstance(node, Definition))
    return {node.name: Text(node, text) for node in found}


class Prefixes:
    """The names that a project's modules may lend to what they define."""

    def __init__(self, modules: Iterable[str]) -> None:
        parts = [module.split(".") for module in modules]
        heads = {"_".join(each[n:]) for each in parts for n in range(len(each))}
        self.pattern = "|".join(map(re.escape, sorted(heads)))

    def fits(self, old: str, new: str) -> bool:
        """Whether a name is `old` still, or with a module's name before it."""
        plain = re.escape(old.lstrip("_") or old)
        return new == old or bool(
            re.fullmatch(rf"(?:{self.pattern})_{plain}_*\d*", new)
        )

    def same_words(self, old: str, new: str) -> bool:
        """Whether two lines are the same but for such names."""
        if old == new:
            return True
        if "builtins." not in old:
            new = new.replace("builtins.", "")
        olds, news = (re.split(r"(\w+)", line) for line in (old, new))
        return len(olds) == len(news) and all(map(self.fits, olds, news))


def imported_lines(text: Text, project: Project) -> dict[int, int]:
    """The lines of imports that a script can't have: number of the first to last."""
    tops = {name.partition(".")[0] for name in project.modules} | {"prefect"}
    found = {}
    for node in ast.walk(text.node):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = ["." * node.level + (node.module or "")]
        else:
            continue
        if any(name[:1] == "." or name.partition(".")[0] in tops for name in names):
            end = (node.end_lineno or node.lineno) - node.lineno
            found[text.line_of(node)] = text.line_of(node) + end
    return found


def constants(text: Text, without: set[int]) -> list[str]:
    """The literals in a definition, but for its decorators, for annotations, where
    strings may be names, and for the lines `without`."""
    hints = [
        hint
        for node in ast.walk(text.node)
        for hint in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if isinstance(hint, ast.AST)
    ]
    others = {
        id(inner)
        for node in (*hints, *text.node.decorator_list)
        for inner in ast.walk(node)
    }
    return sorted(
        f"{text.line_of(node)}: {node.value!r}"
        for node in ast.walk(text.node)
        if isinstance(node, ast.Constant)
        and id(node) not in others
        and text.line_of(node) not in without
    )


def differences(old: Text, new: Text, project: Project) -> Iterator[str]:
    """What is otherwise in a script, a sentence each."""
    prefixes = Prefixes(project.modules)
    imports = imported_lines(old, project)
    skipped = {n for start, end in imports.items() for n in range(start, end + 1)}
    if len(old.lines) != len(new.lines):
        yield f"{len(new.lines)} lines instead of {len(old.lines)}"
        return
    for n, (line, carried) in enumerate(zip(old.lines, new.lines, strict=True)):
        if n not in skipped and not prefixes.same_words(line, carried):
            yield f"{line!r} has become {carried!r}"
    if constants(old, skipped) != constants(new, skipped):
        yield "its literals have changed"
    for node in ast.walk(new.node):
        placed = isinstance(node, ast.stmt) and new.line_of(node) in imports
        if placed and not isinstance(node, IN_PLACE_OF_IMPORTS):
            yield f"{ast.unparse(node)!r} stands in place of an import"
    yield from other_decorators(old, new, prefixes)


def other_decorators(old: Text, new: Text, prefixes: Prefixes) -> Iterator[str]:
    """Decorators are the same; the outermost may be gone, which made a task."""
    kept = [each for each in new.decorators if KEEPS_A_NAME not in each]
    wanted = old.decorators[len(old.decorators) - len(kept) :]
    few = len(kept) not in (len(old.decorators), len(old.decorators) - 1)
    if few or not all(map(prefixes.same_words, wanted, kept)):
        yield f"decorated with {kept} instead of {old.decorators}"
