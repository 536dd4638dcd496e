"""Lowers the expressions of a flow block: task calls, maps, collections."""

from collections.abc import Callable, Sequence

import libcst as cst

from ..ir.expr import Expr
from ..ir.flow import Data, Order, Ref, TaskCall
from .drafts import Drafts
from .edges import EDGE_CALLS, Edges, arguments_fit
from .expressions import Expressions
from .findings import Findings
from .map_checks import check_map
from .module import Module, TaskDef
from .nodes import Nodes
from .policies import Policies
from .refusals import Refusals
from .scope import Scope
from .signatures import bind
from .syntax import text_of
from .values import Argument, Built, FlowItself, Group, Unknown, Value, Whole

_KEYWORD_HELP = {
    "task_args": "give the task its settings with @task(...)",
    "flow": "leave it out: a call belongs to the block that it stands in",
    "mapped": "call the task's .map",
}


class Calls:
    """The expressions of one block."""

    def __init__(
        self,
        module: Module,
        flow: str,
        expressions: Expressions,
        findings: Findings,
    ) -> None:
        self.names = module.names
        self.expressions = expressions
        self.findings = findings
        self.scope = Scope(module, flow)
        self.refusals = Refusals(module.names, self.scope, findings)
        self.drafts = Drafts()
        self.nodes = Nodes(expressions, self.drafts, findings)
        self.edges = Edges(self.nodes, self.drafts, findings)
        self.policies = Policies(expressions, self.drafts, findings)
        # The Parameters that were made, by the call that makes each.
        self.made: dict[cst.Call, Value] = {}
        # Lowers merge(...); a room of its own sets it.
        self.merge: Callable[[cst.Call, str], Value] = self.refusals.merge

    def built(self, node: cst.BaseExpression) -> Built:
        return Built(self.expressions.expr(node), node)

    def value(self, node: cst.BaseExpression, hint: str) -> Value:
        """Lower an expression; `hint` is the name that its result is given."""
        if not self.scope.runs(node):
            return self.built(node)
        if isinstance(node, cst.Name):
            return self.scope.named(node.value) or Unknown()
        if isinstance(node, cst.Call):
            return self.call(node, hint)
        if isinstance(node, (cst.List, cst.Tuple, cst.Set)):
            return self.group(node)
        if isinstance(node, cst.Dict):
            return self.dictionary(node)
        if isinstance(node, cst.Subscript):
            return self.subscript(node, hint)
        return self.refusals.expression(node)

    def subscript(self, node: cst.Subscript, hint: str) -> Value:
        """Lower `x[key]`, with a key that is known when the flow is built."""
        index = node.slice[0].slice
        whole = self.value(node.value, "")
        plain = len(node.slice) == 1 and isinstance(index, cst.Index)
        if not plain or not isinstance(whole, Ref):
            return self.refusals.expression(node)
        assert isinstance(index, cst.Index)
        key = self.value(index.value, "")
        draft = self.drafts.by_number[whole.node]
        kept = {name for name, _ in draft.policy.items}
        if not isinstance(key, Built) or kept & {"checkpoint", "result", "target"}:
            return self.refusals.expression(node)
        return self.nodes.item(draft, key.expr, hint, node)

    def group(self, node: cst.List | cst.Tuple | cst.Set) -> Value:
        if any(isinstance(element, cst.StarredElement) for element in node.elements):
            return self.refusals.expression(node)
        items = tuple(self.given(element.value, "") for element in node.elements)
        return Group(type(node).__name__.lower(), items, (), node)

    def dictionary(self, node: cst.Dict) -> Value:
        keys, items = [], []
        for element in node.elements:
            if not isinstance(element, cst.DictElement) or self.scope.runs(element.key):
                return self.refusals.expression(node)
            keys.append(self.expressions.expr(element.key))
            items.append(self.given(element.value, ""))
        return Group("dict", tuple(items), tuple(keys), node)

    def call(self, node: cst.Call, hint: str) -> Value:
        """Lower a call: of a task, of a task's map, of Parameter or unmapped."""
        symbol = self.names.symbol(node.func)
        if symbol == "Parameter":
            return self.parameter(node, hint)
        if symbol == "unmapped":
            return self.unmapped(node)
        if symbol == "merge":
            return self.merge(node, hint)
        task, method = self.callee(node.func)
        if isinstance(task, TaskDef) and method in ("", "map"):
            return self.task_call(task, node, hint, mapped=method == "map")
        if not method and self.nodes.is_parameter(task) and not node.args:
            return self.nodes.entered(task or Unknown(), node)
        return self.refusals.call(node, task, method)

    def given(self, node: cst.BaseExpression, hint: str) -> Value:
        """A value that is passed on: a task that is not called is none."""
        value = self.value(node, hint)
        if isinstance(value, TaskDef):
            message = f"the task {value.name} is passed without being called"
            help = f"write {value.name}()"
            self.findings.say("FLC214", message, node, help=help)
            return Unknown()
        if isinstance(value, FlowItself):
            self.refusals.uses_flow(node)
            return Unknown()
        return value

    def parameter(self, node: cst.Call, hint: str) -> Value:
        """Lower `Parameter(...)`; its arguments are build-time values."""
        if node not in self.made:
            late = [arg.value for arg in node.args if self.scope.runs(arg.value)]
            for each in late:
                self.refusals.expression(each)
            found = Unknown() if late else self.nodes.parameter(node, hint)
            self.made[node] = found
        return self.made[node]

    def unmapped(self, node: cst.Call) -> Whole:
        """Lower `unmapped(value)`."""
        words = [arg.keyword.value for arg in node.args if arg.keyword]
        if len(node.args) != 1 or node.args[0].star or words not in ([], ["value"]):
            message = "unmapped takes one value"
            self.findings.say("FLC213", message, node, help="write unmapped(x)")
            return Whole(Unknown(), node)
        return Whole(self.given(node.args[0].value, ""), node)

    def callee(self, func: cst.BaseExpression) -> tuple[Value | None, str]:
        """What `f` or `f.method` is called on, and the method's name."""
        if isinstance(func, cst.Name):
            return self.scope.named(func.value), ""
        if isinstance(func, cst.Attribute) and isinstance(func.value, cst.Name):
            return self.scope.named(func.value.value), func.attr.value
        if isinstance(func, cst.Call) and self.names.symbol(func.func) == "Parameter":
            return self.parameter(func, ""), ""
        return None, ""

    def task_call(
        self, task: TaskDef, node: cst.Call, hint: str, *, mapped: bool
    ) -> Value:
        """Lower `task(...)` or `task.map(...)` to a node."""
        given, upstream = self.arguments(node)
        bound = bind(task, given, node, self.findings)
        slug = self.policies.slug_of(task)
        span = self.findings.spans.of(node)
        action = TaskCall(task.name, parameters=task.by_position)
        draft = self.drafts.draft(hint, action, slug, span)
        draft.policy = self.policies.policy(task, slug.name)
        draft.nout = None if mapped else self.policies.nout(task)
        each = mapped and bool(bound or upstream)
        for value in upstream:
            self.nodes.edge(draft, Order(), value, each)
        for name, value in bound:
            self.nodes.edge(draft, Data(name), value, each)
        if each:
            check_map(task, draft, given, node, self.findings)
        return self.drafts.place(draft)

    def arguments(self, node: cst.Call) -> tuple[list[Argument], list[Value]]:
        """A call's arguments, and its `upstream_tasks`."""
        given, upstream = [], []
        for arg in node.args:
            keyword = arg.keyword.value if arg.keyword else None
            if arg.star:
                message = f"`{text_of(arg)}`"
                self.findings.say("FLC211", message, arg, help="write them one by one")
            elif keyword == "upstream_tasks":
                upstream = self.upstream(self.value(arg.value, ""), arg)
            elif keyword in _KEYWORD_HELP:
                message = f"{keyword}= in a call"
                self.findings.say("FLC211", message, arg, help=_KEYWORD_HELP[keyword])
            else:
                value = self.given(arg.value, "")
                given.append(Argument(keyword, value, arg))
        return given, upstream

    def upstream(self, value: Value, node: cst.CSTNode) -> list[Value]:
        """The tasks in `upstream_tasks=[...]`."""
        if isinstance(value, Group) and value.kind != "dict":
            return list(value.items)
        if isinstance(value, Built) and value.expr.value in ([], (), None):
            return []
        if not isinstance(value, Unknown):
            message = "upstream_tasks takes a list of results"
            help = "write upstream_tasks=[a, b]"
            self.findings.say("FLC212", message, node, help=help)
        return []

    def is_edge_call(self, node: cst.Call) -> bool:
        """Whether a call is `x.set_upstream(...)` or `x.set_downstream(...)`."""
        called, method = self.callee(node.func)
        return method in EDGE_CALLS and called is not None

    def edge_call(self, node: cst.Call) -> None:
        """Lower `x.set_upstream(y)` and `x.set_downstream(y)`."""
        method = self.callee(node.func)[1]
        if not arguments_fit(node):
            message = (
                f"{method} takes one result, and is given other arguments besides it"
            )
            help = f"write x.{method}(y), and give values as arguments of the call"
            self.findings.say("FLC217", message, node, help=help)
            return
        assert isinstance(node.func, cst.Attribute)
        here = self.given(node.func.value, "")
        self.edges.call(node, method, here, self.given(node.args[0].value, ""))

    def unpacked(self, value: Value, target: cst.Tuple | cst.List) -> Sequence[Value]:
        """The parts of a value that is assigned to a tuple of names."""
        count = len(target.elements)
        if isinstance(value, Group) and len(value.items) == count:
            return value.items
        draft = self.drafts.by_number[value.node] if isinstance(value, Ref) else None
        if draft is not None and draft.nout == count:
            names = [_named(element.value) for element in target.elements]
            return [
                self.nodes.item(draft, Expr(str(place), value=place), name)
                for place, name in enumerate(names)
            ]
        if not isinstance(value, Unknown):
            message = f"the result can't be unpacked into {count} names"
            help = f"tell the task how many it returns: @task(nout={count})"
            self.findings.say("FLC218", message, target, help=help)
        return [Unknown()] * count


def _named(target: cst.BaseExpression) -> str:
    """The name of a target that is a plain one."""
    return target.value if isinstance(target, cst.Name) else ""
