"""The text of task calls: what the holes of carried code are filled with."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from ..ir.code import Code
from ..ir.holes import Hole, HoleKind, close_mark, filled, open_mark
from ..plan.plan import KernelPlan, KernelStep
from .formatting import WIDTH
from .places import MARK

# A line of which a kernel has taken all but the comment.
TAKEN = "\0-\0"
_TAKEN = re.compile(
    rf"^((?:{MARK.pattern})?[ \t]*){TAKEN}[ \t]*(?P<comment>#[^\n]*)?\n?", re.MULTILINE
)


class Calls:
    """Fills the holes of carried code; `spelled` gives the script's names of the
    runtime's functions."""

    def __init__(
        self, kernels: Iterable[KernelPlan], spelled: Callable[[str], str]
    ) -> None:
        self.last = {kernel.nodes[-1]: kernel for kernel in kernels}
        self.inner = {n for k in self.last.values() for n in k.nodes[:-1]}
        self.delayed = spelled("delayed")
        self.settings = spelled("task_settings")
        self.arguments: dict[tuple[int, str], str] = {}

    def code(self, code: Code) -> Code:
        """A carried statement with its calls of tasks."""
        text = filled(code.text, self.fill)
        return replace(code, text=_TAKEN.sub(_comment, text))

    def fill(self, hole: Hole) -> str:
        """The text for one hole."""
        if hole.kind is HoleKind.CALLED:
            return f"{self.delayed}({hole.text})"
        if hole.kind is HoleKind.SETTINGS:
            return self.settings
        if hole.kind is HoleKind.ARGUMENT:
            self.arguments[hole.node, hole.label] = hole.text
        if hole.kind is HoleKind.CALL and hole.node in self.last:
            return self.kernel(self.last[hole.node], hole.before)
        if hole.kind is HoleKind.STATEMENT and hole.node in self.inner:
            return TAKEN
        if hole.kind is HoleKind.LINE:
            return open_mark(hole.kind, hole.node, hole.label) + close_mark()
        return hole.text

    def kernel(self, kernel: KernelPlan, before: str) -> str:
        """The call of a kernel: `delayed(trees_figures).map(name=modules)`."""
        given = [
            f"{each.name}={self.arguments[each.node, each.key]}"
            for each in kernel.inputs
        ]
        head = f"{self.delayed}({kernel.function}).map("
        line = f"{head}{', '.join(given)})"
        before = MARK.sub("", before)
        indent = before[: len(before) - len(before.lstrip())]
        if len(before) + len(line) <= WIDTH or "\n" in line:
            return line
        return f"{head}\n{indent}    {', '.join(given)}\n{indent})"


def _comment(line: re.Match[str]) -> str:
    """What is left of a line whose statement is gone: its comment."""
    comment = line["comment"]
    return f"{line[1]}{comment}\n" if comment else ""


def call(step: KernelStep) -> str:
    """A kernel's plain call of a task; by position, where that does, it is faster."""
    sources = dict(step.inputs)
    leading = step.parameters[: len(sources)]
    if sources.keys() == set(leading):
        given = [sources[name] for name in leading]
    else:
        given = [f"{key}={source}" for key, source in step.inputs]
    return f"{step.function}({', '.join(given)})"


def table_row(step: KernelStep) -> dict[str, str | dict[str, str]]:
    """A step of a kernel: the items of a dict, their values as expressions."""
    return {
        "task": step.function,
        "inputs": {key: repr(source) for key, source in step.inputs},
        "out": repr(step.result),
    }
