"""What the names of a flow block stand for, and which expressions are build time."""

from dataclasses import dataclass, field

import libcst as cst

from .module import Module
from .syntax import names_in, root_name
from .values import FlowItself, Value
from .walking import look

# What of prefect's makes or marks tasks when it is called; None for the unknown.
TASKISH = (None, "Parameter", "unmapped", "task", "case", "merge", "Flow")


@dataclass(frozen=True)
class Scope:
    """The names of one block.

    `given` holds the names that the block has given to anything but build-time
    values; every other name is a task, a Parameter or build time.
    """

    module: Module
    flow: str
    given: dict[str, Value] = field(default_factory=dict)

    def named(self, name: str) -> Value | None:
        """What a name stands for, if it is not a build-time value."""
        found: Value | None = self.given.get(name)
        if found is None and name == self.flow:
            return FlowItself()
        found = found or self.module.tasks.get(name)
        return found or self.module.parameters.get(name)

    def runs(self, node: cst.CSTNode) -> bool:
        """Whether an expression makes or uses anything that has no value yet."""
        if any(self.named(name) is not None for name in names_in(node)):
            return True
        finder = _PrefectCalls(self.module)
        look(node, finder)
        return finder.found

    def is_result(self, target: cst.CSTNode) -> bool:
        """Whether a target like `x.y` or `x[0]` is a part of something at run time."""
        if isinstance(target, cst.Name):
            return False
        root = root_name(target)
        return root is not None and self.named(root) is not None


class _PrefectCalls(cst.CSTVisitor):
    """Looks for calls of Prefect that are not build time: Parameter, unmapped, ..."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.found = False

    def visit_Call(self, node: cst.Call) -> None:
        path = self.module.names.path(node.func)
        symbol = self.module.names.symbol(node.func)
        if path is not None and symbol in TASKISH:
            self.found = True
