"""Checks the calls of tasks, as Prefect would when the flow is built (165)."""

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from .expressions import value_of
from .findings import Findings
from .module import Module, Signature, TaskDef
from .syntax import all_bound_in, text_of
from .walking import look

# Keywords of a call that are none of the task's own.
_OF_CALLS = frozenset({"upstream_tasks", "mapped", "task_args", "flow"})


@dataclass(frozen=True)
class Given:
    """An argument of a call, with the keyword where it has one."""

    keyword: str | None
    node: cst.CSTNode


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
        mapped = isinstance(func, cst.Attribute) and func.attr.value == "map"
        if isinstance(func, cst.Attribute) and mapped:
            func = func.value
        task = self.tasks.get(func.value) if isinstance(func, cst.Name) else None
        if task is None or any(arg.star for arg in node.args):
            return
        if mapped:
            self.check_items(task, node)
        given = [
            Given(arg.keyword.value if arg.keyword else None, arg)
            for arg in node.args
            if arg.keyword is None or arg.keyword.value not in _OF_CALLS
        ]
        check(task, given, node, self.findings)

    def check_items(self, task: TaskDef, node: cst.Call) -> None:
        """Say what is mapped over by position and has no items (4)."""
        for arg in node.args:
            if arg.keyword is None and not _may_have_items(arg.value):
                message = f"{task.name}.map can't map over {text_of(arg)}"
                help = "give it a list"
                self.findings.say("FLC210", message, arg, help=help)
                return


def _may_have_items(node: cst.BaseExpression) -> bool:
    """Whether `value[0]` may make sense of a value that is mapped over."""
    if isinstance(node, (cst.GeneratorExp, cst.SetComp)):
        return False
    known = value_of(node)
    return known is ... or hasattr(type(known), "__getitem__")


def check(
    task: TaskDef, given: Sequence[Given], call: cst.Call, findings: Findings
) -> None:
    """Say a missing or unexpected argument, in the words of Python's own TypeError."""
    signature = task.signature
    checked = not signature.flawed and not any(arg.star for arg in call.args)
    places = [a.name for a in signature.arguments if not a.keyword_only]
    bound: set[str] = set()
    for number, argument in enumerate(given):
        name = argument.keyword
        if name is None and number < len(places):
            name = places[number]
        problem = _problem(name, bound, signature)
        if signature.flawed:
            continue
        if problem or name is None:
            say = problem or "too many positional arguments"
            _refuse(task, say, argument.node, findings)
        else:
            bound.add(name)
    for wanted in signature.arguments:
        if not wanted.optional and wanted.name not in bound and checked:
            _refuse(
                task, f"missing a required argument: {wanted.name!r}", call, findings
            )


def _problem(name: str | None, bound: set[str], signature: Signature) -> str | None:
    if name in bound:
        return f"multiple values for argument {name!r}"
    known = any(argument.name == name for argument in signature.arguments)
    if name is not None and not known and not signature.any_keyword:
        return f"got an unexpected keyword argument {name!r}"
    return None


def _refuse(task: TaskDef, problem: str, node: cst.CSTNode, findings: Findings) -> None:
    notes = ((f"{task.name} is defined here", task.definition.name),)
    findings.say("FLC204", f"{task.name}: {problem}", node, notes=notes)
