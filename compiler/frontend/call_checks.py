"""Checks the task calls of statements that are not lowered, as Prefect would (165)."""

from collections.abc import Sequence

import libcst as cst

from .findings import Findings
from .module import Module
from .signatures import bind
from .syntax import all_bound_in
from .values import Argument, Unknown
from .walking import look

# Keywords of a call that are none of the task's own.
_OF_CALLS = frozenset({"upstream_tasks", "mapped", "task_args", "flow"})


class CallChecks(cst.CSTVisitor):
    """Binds the arguments of each call of a plain task to the task's parameters."""

    def __init__(
        self, module: Module, lines: Sequence[cst.CSTNode], findings: Findings
    ) -> None:
        self.findings = findings
        rebound = {name for line in lines for name in all_bound_in(line)}
        self.tasks = {n: t for n, t in module.tasks.items() if n not in rebound}
        for line in lines:
            look(line, self)

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        return False

    def visit_Try(self, node: cst.Try) -> bool:
        return False  # the code expects that something may go wrong

    def visit_Call(self, node: cst.Call) -> None:
        func = node.func
        if isinstance(func, cst.Attribute) and func.attr.value == "map":
            func = func.value
        task = self.tasks.get(func.value) if isinstance(func, cst.Name) else None
        if task is None or any(arg.star for arg in node.args):
            return
        given = [
            Argument(arg.keyword.value if arg.keyword else None, Unknown(), arg)
            for arg in node.args
            if arg.keyword is None or arg.keyword.value not in _OF_CALLS
        ]
        bind(task, given, node, self.findings)
