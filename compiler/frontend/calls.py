"""Lowers the expressions of a flow block: task calls, maps, collections."""

from collections.abc import Sequence

import libcst as cst

from ..ir.flow import Data, Edge, Order, Ref, TaskCall
from .drafts import Drafts
from .expressions import Expressions
from .findings import Findings
from .module import Module, TaskDef
from .nodes import Nodes
from .policies import Policies
from .scope import Scope
from .signatures import bind
from .syntax import text_of
from .values import Argument, Built, Group, Unknown, Value, Whole

_EDGE_CALLS = ("set_upstream", "set_downstream")


class Calls:
    """The expressions of one block."""

    def __init__(
        self, module: Module, expressions: Expressions, findings: Findings
    ) -> None:
        self.names = module.names
        self.expressions = expressions
        self.findings = findings
        self.scope = Scope(module)
        self.drafts = Drafts()
        self.nodes = Nodes(expressions, self.drafts, findings)
        self.policies = Policies(expressions, self.drafts, findings)

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
        return self.unsupported(node)

    def unsupported(self, node: cst.BaseExpression) -> Unknown:
        """An expression that computes with results while the flow is built."""
        what = text_of(node) if len(text_of(node)) < 40 else type(node).__name__
        message = f"`{what}` computes with a result that only the run will know"
        help = "do it inside a task: @task def ...(x): ..."
        self.findings.say("FLC207", message, node, help=help)
        return Unknown()

    def group(self, node: cst.List | cst.Tuple | cst.Set) -> Value:
        if any(isinstance(element, cst.StarredElement) for element in node.elements):
            return self.unsupported(node)
        items = tuple(self.value(element.value, "") for element in node.elements)
        return Group(type(node).__name__.lower(), items, (), node)

    def dictionary(self, node: cst.Dict) -> Value:
        keys, items = [], []
        for element in node.elements:
            if not isinstance(element, cst.DictElement) or self.scope.runs(element.key):
                return self.unsupported(node)
            keys.append(self.expressions.expr(element.key))
            items.append(self.value(element.value, ""))
        return Group("dict", tuple(items), tuple(keys), node)

    def call(self, node: cst.Call, hint: str) -> Value:
        """Lower a call: of a task, of a task's map, of Parameter or unmapped."""
        symbol = self.names.symbol(node.func)
        if symbol == "Parameter":
            return self.nodes.parameter(node, hint)
        if symbol == "unmapped":
            return Whole(
                self.value(node.args[0].value, "") if node.args else Unknown(), node
            )
        task, method = self.callee(node.func)
        if isinstance(task, TaskDef) and method in ("", "map"):
            return self.task_call(task, node, hint, mapped=method == "map")
        if not method and self.nodes.is_parameter(task) and not node.args:
            return self.nodes.entered(task or Unknown(), node)
        return self.unknown_call(node, task, method)

    def callee(self, func: cst.BaseExpression) -> tuple[Value | None, str]:
        """What `f` or `f.method` is called on, and the method's name."""
        if isinstance(func, cst.Name):
            return self.scope.named(func.value), ""
        if isinstance(func, cst.Attribute) and isinstance(func.value, cst.Name):
            return self.scope.named(func.value.value), func.attr.value
        if isinstance(func, cst.Call) and self.names.symbol(func.func) == "Parameter":
            return self.nodes.parameter(func, ""), ""
        return None, ""

    def unknown_call(
        self, node: cst.Call, called: Value | None, method: str
    ) -> Unknown:
        """A call that flowc can't lower: say what of it is the reason."""
        path = self.names.path(node.func)
        what = text_of(node.func)
        if path is not None:
            self.findings.unsupported(path, node)
        elif isinstance(called, TaskDef):
            message = f"{what} of the task {called.name} is not supported yet"
            help = f"call {called.name}(...) or {called.name}.map(...)"
            self.findings.say("FLC208", message, node, help=help)
        elif isinstance(called, (Ref, Group)):
            message = f"`{what}` is used on a result that only the run will know"
            self.findings.say("FLC207", message, node, help="do it inside a task")
        elif not isinstance(called, Unknown):
            message = f"{what} is not a task of this file, and is given a result"
            help = f"make it a task: put @task on {what}, or call it inside a task"
            self.findings.say("FLC209", message, node, help=help)
        return Unknown()

    def task_call(
        self, task: TaskDef, node: cst.Call, hint: str, *, mapped: bool
    ) -> Value:
        """Lower `task(...)` or `task.map(...)` to a node."""
        given, upstream = self.arguments(node)
        bound = bind(task, given, node, self.findings)
        slug = self.policies.slug_of(task)
        span = self.findings.spans.of(node)
        draft = self.drafts.draft(hint, TaskCall(task.name), slug, span)
        draft.policy = self.policies.policy(task, slug.name)
        draft.nout = None if mapped else self.policies.nout(task)
        each = mapped and bool(bound or upstream)
        for value in upstream:
            self.nodes.edge(draft, Order(), value, each)
        for name, value in bound:
            self.nodes.edge(draft, Data(name), value, each)
        if each and not any(edge.each for edge in draft.edges):
            message = f"{task.name}.map has nothing to map over"
            help = "give it a list that is not in unmapped(...)"
            self.findings.say("FLC210", message, node, help=help)
        return self.drafts.place(draft)

    def arguments(self, node: cst.Call) -> tuple[list[Argument], list[Value]]:
        """A call's arguments, and its `upstream_tasks`."""
        given, upstream = [], []
        for arg in node.args:
            keyword = arg.keyword.value if arg.keyword else None
            if arg.star:
                message = f"`{text_of(arg)}` is not supported yet"
                self.findings.say("FLC211", message, arg, help="write them one by one")
            elif keyword == "upstream_tasks":
                upstream = self.upstream(self.value(arg.value, ""), arg)
            elif keyword in ("task_args", "flow", "mapped"):
                message = f"{keyword}= in a call is not supported yet"
                help = "give the task its settings with @task(...)"
                self.findings.say("FLC211", message, arg, help=help)
            else:
                value = self.value(arg.value, keyword or "")
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
        return method in _EDGE_CALLS and called is not None

    def edge_call(self, node: cst.Call) -> None:
        """Lower `x.set_upstream(y)` and `x.set_downstream(y)`."""
        called, method = self.callee(node.func)
        others = [self.value(arg.value, "") for arg in node.args if not arg.keyword]
        if len(others) != 1 or len(node.args) != 1:
            message = (
                f"{method} takes one result, other arguments are not supported yet"
            )
            self.findings.say("FLC217", message, node)
            return
        here = self.nodes.operand_of(called or Unknown(), node.func)
        other = self.nodes.operand_of(others[0], node.args[0])
        if here is None or other is None:
            return
        up, down = (other, here) if method == "set_upstream" else (here, other)
        if self.drafts.by_number[down.node].parameter:
            message = "a Parameter can't wait for other tasks"
            self.findings.say("FLC217", message, node)
            return
        self.drafts.by_number[down.node].edges.append(Edge(up, Order()))

    def unpacked(self, value: Value, target: cst.Tuple | cst.List) -> Sequence[Value]:
        """The parts of a value that is assigned to a tuple of names."""
        count = len(target.elements)
        if isinstance(value, Group) and len(value.items) == count:
            return value.items
        draft = self.drafts.by_number[value.node] if isinstance(value, Ref) else None
        if draft is not None and draft.nout == count:
            return [self.nodes.item(draft, place) for place in range(count)]
        if not isinstance(value, Unknown):
            message = f"the result can't be unpacked into {count} names"
            help = f"tell the task how many it returns: @task(nout={count})"
            self.findings.say("FLC218", message, target, help=help)
        return [Unknown()] * count
