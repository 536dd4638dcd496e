"""Says why an expression of a flow block can't be lowered, and what to write."""

from dataclasses import dataclass

import libcst as cst

from ..ir.flow import Ref
from .findings import Findings
from .module import TaskDef
from .names import Names
from .scope import Scope
from .syntax import names_in, text_of
from .values import FlowItself, Group, Unknown, Value

_IN_A_TASK = "do it inside a task: @task def ...(x): ..."
_HELP: dict[type[cst.CSTNode], str] = {
    cst.Subscript: "take the item inside the task that needs it, or unpack the result: "
    "a, b = t() of a task with @task(nout=2)",
    cst.Attribute: "read the attribute inside the task that needs it",
    cst.FormattedString: "give the task the parts, and format the text inside it",
    cst.NamedExpr: "assign the result in a statement of its own",
    cst.Await: "leave out the await: a call of a task returns at once",
}
_BUILDERS: dict[type[cst.CSTNode], tuple[str, str]] = {
    cst.ListComp: ("a comprehension", "map over the list: t.map([...])"),
    cst.SetComp: ("a comprehension", "map over the list: t.map([...])"),
    cst.DictComp: ("a comprehension", "write the calls one by one"),
    cst.GeneratorExp: ("a generator", "map over the list: t.map([...])"),
    cst.Lambda: ("a lambda", "write the calls in the flow block itself"),
    cst.IfExp: ("a conditional expression", "decide inside a task"),
}


@dataclass(frozen=True)
class Refusals:
    """The findings about the expressions of one block."""

    names: Names
    scope: Scope
    findings: Findings

    def expression(self, node: cst.BaseExpression) -> Unknown:
        """An expression that computes with results while the flow is built."""
        if self.uses_flow(node):
            return Unknown()
        builder = _BUILDERS.get(type(node))
        if builder is not None:
            message = f"{builder[0]} that makes or uses tasks"
            self.findings.say("FLC219", message, node, help=builder[1])
        else:
            message = f"{_shown(node)} computes with a result that only the run knows"
            help = _HELP.get(type(node), _IN_A_TASK)
            self.findings.say("FLC207", message, node, help=help)
        return Unknown()

    def merge(self, node: cst.Call, hint: str) -> Unknown:
        """A merge where no block is lowered."""
        return self.expression(node)

    def uses_flow(self, node: cst.CSTNode) -> bool:
        """Whether code uses the flow object, which is then said."""
        for name, place in names_in(node).items():
            if isinstance(self.scope.named(name), FlowItself):
                message = f"the flow object {name} is used inside its own block"
                help = "call tasks, and set the flow's schedule or executor"
                self.findings.say("FLC302", message, place, help=help)
                return True
        return False

    def call(self, node: cst.Call, called: Value | None, method: str) -> Unknown:
        """A call that flowc can't lower: say what of it is the reason."""
        what = _shown(node.func)
        if self.prefect_in(node.func, node) or isinstance(called, Unknown):
            return Unknown()
        if isinstance(called, TaskDef):
            message = f"{what} of the task {called.name}"
            help = f"call {called.name}(...) or {called.name}.map(...)"
            self.findings.say("FLC208", message, node, help=help)
        elif isinstance(called, (Ref, Group)) or self.scope.runs(node.func):
            self.result_called(node, method)
        elif not self.uses_flow(node):
            message = f"{what} is not a task of this file, and is given a result"
            self.findings.say("FLC209", message, node, help=self.help_for(node.func))
        return Unknown()

    def prefect_in(self, node: cst.CSTNode, call: cst.CSTNode) -> bool:
        """Whether code calls something of Prefect's, which is then said."""
        found = prefect_path(self.names, node)
        if found is None:
            return False
        whole = found[1] is node and not isinstance(node, cst.Call)
        self.findings.unsupported(found[0], call if whole else found[1])
        return True

    def result_called(self, node: cst.Call, method: str) -> None:
        if self.uses_flow(node):
            return
        message = f"{_shown(node.func)} is called on what only the run will know"
        help = _IN_A_TASK
        if method in ("append", "extend", "add", "update", "insert"):
            help = "write the list or dict with all its results as one literal"
        self.findings.say("FLC207", message, node, help=help)

    def help_for(self, func: cst.BaseExpression) -> str:
        if not isinstance(func, cst.Name):
            return "call it inside a task"
        return f"make it a task: put @task on {func.value}, or call it inside a task"


def prefect_path(names: Names, node: cst.CSTNode) -> tuple[str, cst.CSTNode] | None:
    """The first path into prefect that code spells, that flowc does not compile."""
    finder = _PrefectPath(names)
    node.visit(finder)
    if finder.path is None or finder.node is None:
        return None
    return finder.path, finder.node


class _PrefectPath(cst.CSTVisitor):
    """Finds the first name or attribute that leads into prefect."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.path: str | None = None
        self.node: cst.CSTNode | None = None

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Call) and self.names.symbol(node.func) == "task":
            self.path, self.node = self.path or "prefect.task", self.node or node
        elif isinstance(node, (cst.Name, cst.Attribute)) and self.path is None:
            self.path = self.names.path(node)
            self.node = node if self.path else None
        return self.path is None


def _shown(node: cst.CSTNode) -> str:
    """An expression in a message: its text, if that is short."""
    text = text_of(node)
    if len(text) <= 40 and "\n" not in text:
        return f"`{text}`"
    return "the expression"
