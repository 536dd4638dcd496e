"""Lowers the expressions of a flow block: task calls, maps, collections."""

from collections.abc import Sequence
from dataclasses import replace

import libcst as cst

from ..ir.expr import Expr
from ..ir.flow import (
    Collection,
    Data,
    Edge,
    Operand,
    Order,
    ParameterRead,
    Policy,
    Ref,
    Slug,
    Spread,
    TaskCall,
)
from .drafts import Draft, Drafts
from .expressions import Expressions
from .findings import Findings
from .module import Module, ParameterDef, TaskDef
from .signatures import bind
from .syntax import literal, names_in, root_name, text_of
from .values import Argument, Built, Group, Unknown, Value, Whole

_ITEM = "get_item"
_EDGE_CALLS = ("set_upstream", "set_downstream")
_POLICY = (
    "max_retries",
    "retry_delay",
    "trigger",
    "skip_on_upstream_skip",
    "log_stdout",
    "tags",
)


class Calls:
    """The expressions of one block.

    `scope` holds the names that the block has given to anything but build-time
    values; every other name is a task, a Parameter or build time.
    """

    def __init__(
        self, module: Module, expressions: Expressions, findings: Findings
    ) -> None:
        self.module = module
        self.expressions = expressions
        self.findings = findings
        self.drafts = Drafts()
        self.scope: dict[str, Value] = {}
        self.shared: dict[str, Ref] = {}

    # What an expression is

    def named(self, name: str) -> Value | None:
        """What a name stands for, if it is not a build-time value."""
        found: Value | None = self.scope.get(name)
        found = found or self.module.tasks.get(name)
        return found or self.module.parameters.get(name)

    def runs(self, node: cst.CSTNode) -> bool:
        """Whether an expression makes or uses anything that has no value yet."""
        if any(self.named(name) is not None for name in names_in(node)):
            return True
        return self._calls_prefect(node)

    def _calls_prefect(self, node: cst.CSTNode) -> bool:
        finder = _PrefectCalls(self.module)
        node.visit(finder)
        return finder.found

    def is_result(self, target: cst.CSTNode) -> bool:
        """Whether a target like `x.y` or `x[0]` is a part of something at run time."""
        if isinstance(target, cst.Name):
            return False
        root = root_name(target)
        return root is not None and self.named(root) is not None

    def built(self, node: cst.BaseExpression) -> Built:
        return Built(self.expressions.expr(node), node)

    # Expressions

    def value(self, node: cst.BaseExpression, hint: str) -> Value:
        """Lower an expression; `hint` is the name that its result is given."""
        if not self.runs(node):
            return self.built(node)
        if isinstance(node, cst.Name):
            return self.named(node.value) or Unknown()
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
            if not isinstance(element, cst.DictElement) or self.runs(element.key):
                return self.unsupported(node)
            keys.append(self.expressions.expr(element.key))
            items.append(self.value(element.value, ""))
        return Group("dict", tuple(items), tuple(keys), node)

    def call(self, node: cst.Call, hint: str) -> Value:
        """Lower a call: of a task, of a task's map, of Parameter or unmapped."""
        symbol = self.module.names.symbol(node.func)
        if symbol == "Parameter":
            return self.parameter(node, hint)
        if symbol == "unmapped":
            return Whole(
                self.value(node.args[0].value, "") if node.args else Unknown(), node
            )
        task, method = self.callee(node.func)
        if isinstance(task, TaskDef) and method in ("", "map"):
            return self.task_call(task, node, hint, mapped=method == "map")
        if not method and self.is_parameter(task) and not node.args:
            return self.entered(task or Unknown(), node)
        return self.unknown_call(node, task, method)

    def callee(self, func: cst.BaseExpression) -> tuple[Value | None, str]:
        """What `f` or `f.method` is called on, and the method's name."""
        if isinstance(func, cst.Name):
            return self.named(func.value), ""
        if isinstance(func, cst.Attribute) and isinstance(func.value, cst.Name):
            return self.named(func.value.value), func.attr.value
        if (
            isinstance(func, cst.Call)
            and self.module.names.symbol(func.func) == "Parameter"
        ):
            return self.parameter(func, ""), ""
        return None, ""

    def unknown_call(
        self, node: cst.Call, called: Value | None, method: str
    ) -> Unknown:
        """A call that flowc can't lower: say what of it is the reason."""
        path = self.module.names.path(node.func)
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

    # Tasks

    def task_call(
        self, task: TaskDef, node: cst.Call, hint: str, *, mapped: bool
    ) -> Value:
        """Lower `task(...)` or `task.map(...)` to a node."""
        given, upstream = self.arguments(node)
        bound = bind(task, given, node, self.findings)
        slug = self.slug_of(task)
        span = self.findings.spans.of(node)
        draft = self.drafts.draft(hint, TaskCall(task.name), slug, span)
        draft.policy = self.policy(task, draft)
        draft.nout = None if mapped else self.nout(task)
        each = mapped and bool(bound or upstream)
        for value in upstream:
            self.edge(draft, Order(), value, each)
        for name, value in bound:
            self.edge(draft, Data(name), value, each)
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
                message = f"`{text_of(arg)}`: arguments from a {'dict' if arg.star == '**' else 'list'} are not supported yet"
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

    def edge(self, draft: Draft, kind: Data | Order, value: Value, each: bool) -> None:
        """Add an edge from what `value` stands for."""
        if isinstance(value, Whole):
            if not each:
                message = "unmapped(...) outside a .map call has no meaning"
                self.findings.say("FLC213", message, value.node, help="leave it out")
            each, value = False, value.value
        elif isinstance(value, (Built, Group)) and isinstance(kind, Order):
            message = "upstream_tasks takes results of tasks"
            self.findings.say("FLC212", message, value.node, help="leave it out")
            return
        operand = self.operand(value, each)
        if operand is not None:
            spread = Spread.EACH if each else Spread.WHOLE
            draft.edges.append(Edge(operand, kind, spread))

    def operand(self, value: Value, each: bool) -> Operand | None:
        """The operand of an edge; a constant that is mapped over becomes a node."""
        if isinstance(value, Built):
            if not each:
                return value.expr
            span = self.findings.spans.of(value.node)
            return self.drafts.constant(value.expr, span)
        return self.operand_of(value, None)

    def operand_of(self, value: Value, node: cst.CSTNode | None) -> Ref | None:
        """The node that a value at run time stands for."""
        if isinstance(value, Ref):
            return value
        if isinstance(value, Group):
            return self.collection(value)
        if isinstance(value, ParameterDef):
            if value.name not in self.shared:
                made = self.parameter(value.call, value.name)
                if not isinstance(made, Ref):
                    return None
                self.shared[value.name] = made
            return self.shared[value.name]
        if isinstance(value, TaskDef):
            message = f"the task {value.name} is passed without being called"
            help = f"write {value.name}()"
            where = node or value.definition.name
            self.findings.say("FLC214", message, where, help=help)
        if isinstance(value, Whole):
            message = "unmapped(...) outside a .map call has no meaning"
            self.findings.say("FLC213", message, value.node, help="leave it out")
        return None

    def is_parameter(self, value: Value | None) -> bool:
        if isinstance(value, Ref):
            return self.drafts.by_number[value.node].parameter
        return isinstance(value, ParameterDef)

    def entered(self, value: Value, node: cst.CSTNode) -> Value:
        """`p()` of a Parameter: it is in the flow though no task reads it (153)."""
        found = self.operand_of(value, node)
        if found is not None:
            self.drafts.by_number[found.node].entered = True
        return found or Unknown()

    def collection(self, group: Group) -> Ref:
        """The node of a collection; Prefect numbers the outer before the inner."""
        span = self.findings.spans.of(group.node)
        kind = Collection(group.kind)
        draft = self.drafts.automatic(group.kind.capitalize(), kind, span)
        if group.kind == "dict":
            values = Group("list", group.items, (), group.node)
            keys = f"[{', '.join(key.text for key in group.keys)}]"
            names = frozenset().union(*(key.names for key in group.keys))
            draft.edges.append(Edge(Expr(keys, names), Data("keys")))
            draft.edges.append(Edge(self.collection(values), Data("values")))
        else:
            for number, item in enumerate(group.items, 1):
                operand = self.operand(item, False)
                if operand is not None:
                    draft.edges.append(Edge(operand, Data(f"arg_{number}")))
        return self.drafts.place(draft)

    # Parameters

    def parameter(self, node: cst.Call, hint: str) -> Value:
        """Lower `Parameter(name, default=...)` to a node."""
        found: dict[str, Expr] = {}
        for place, arg in enumerate(node.args):
            keyword = arg.keyword.value if arg.keyword else ("name", "default")[place]
            if keyword not in ("name", "default", "required", "tags") or arg.star:
                message = f"{text_of(arg)} of a Parameter is not supported yet"
                self.findings.say("FLC215", message, arg)
            else:
                found[keyword] = self.expressions.expr(arg.value)
        if "name" not in found:
            help = 'write Parameter("name")'
            self.findings.say("FLC215", "a Parameter needs a name", node, help=help)
            return Unknown()
        name = found["name"]
        span = self.findings.spans.of(node)
        self.check_unique(name, node)
        slug = Slug(name, None, name.value if isinstance(name.value, str) else None)
        action = ParameterRead(name, found.get("default"), found.get("required"))
        variable = hint or (str(name.value) if name.known else "parameter")
        return self.drafts.place(self.drafts.draft(variable, action, slug, span))

    def check_unique(self, name: Expr, node: cst.CSTNode) -> None:
        """Two Parameters of one name are an error when the flow is built (170)."""
        if not isinstance(name.value, str):
            return
        if name.value in self.drafts.slugs:
            message = f"the flow has two tasks with the slug {name.value!r}"
            self.findings.say("FLC216", message, node, help="use one Parameter twice")
        self.drafts.slugs[name.value] = self.findings.spans.of(node)

    # Names and policies

    def slug_of(self, task: TaskDef) -> Slug:
        span = self.findings.spans.of(task.definition.name)
        tags = self.keyword(task, "tags")
        fixed = self.keyword(task, "slug")
        if fixed is not None and isinstance(fixed.value, str):
            return self.copied(fixed, tags, task)
        name = self.keyword(task, "name") or Expr(repr(task.name), value=task.name)
        return self.drafts.slug(name, tags, span)

    def copied(self, fixed: Expr, tags: Expr | None, task: TaskDef) -> Slug:
        """A call copies the task, and its slug gets `-copy` (case 171)."""
        text = f"{fixed.value}-copy"
        span = self.findings.spans.of(task.definition.name)
        if text in self.drafts.slugs:
            message = f'A task with the slug "{text}" already exists in this flow.'
            help = "give a task a slug only where it is called once"
            self.findings.say("FLC216", message, task.decorator, help=help)
        name = self.keyword(task, "name") or Expr(repr(task.name), value=task.name)
        return self.drafts.fixed(text, name, tags, span)

    def keyword(self, task: TaskDef, name: str) -> Expr | None:
        node = task.keywords.get(name)
        return self.expressions.expr(node) if node is not None else None

    def policy(self, task: TaskDef, draft: Draft) -> Policy:
        """The settings of a task that say how it runs, defaults left out."""
        items = []
        if draft.slug.name.value != task.name:
            items.append(("name", draft.slug.name))
        for name in _POLICY:
            value = self.keyword(task, name)
            if value is not None and value.value not in (None, False, 0, [], ()):
                items.append((name, value))
            elif value is not None and name == "skip_on_upstream_skip":
                items.append((name, value))
        return Policy(tuple(items))

    def nout(self, task: TaskDef) -> int | None:
        number = literal(task.keywords.get("nout"))
        return number if isinstance(number, int) else None

    # Edges set by methods, and unpacking

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
        here = self.operand_of(called or Unknown(), node.func)
        other = self.operand_of(others[0], node.args[0])
        if here is None or other is None:
            return
        up, down = (other, here) if method == "set_upstream" else (here, other)
        if isinstance(self.drafts.by_number[down.node].action, ParameterRead):
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
            return [self.item(draft, place) for place in range(count)]
        if not isinstance(value, Unknown):
            message = f"the result can't be unpacked into {count} names"
            help = f"tell the task how many it returns: @task(nout={count})"
            self.findings.say("FLC218", message, target, help=help)
        return [Unknown()] * count

    def item(self, draft: Draft, place: int) -> Ref:
        """The node `task[place]` of a task that says how many results it returns."""
        name = f"{draft.slug.name.value}[{place}]"
        action = TaskCall(_ITEM)
        made = self.drafts.automatic(name, action, draft.span)
        made.variable = ""
        made.auto = False
        made.policy = replace(made.policy, items=(("name", Expr(repr(name))),))
        made.edges.append(Edge(Ref(draft.number), Data("task_result")))
        made.edges.append(Edge(Expr(str(place), value=place), Data("key")))
        return self.drafts.place(made)


class _PrefectCalls(cst.CSTVisitor):
    """Looks for calls of Prefect that are not build time: Parameter, unmapped, ..."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.found = False

    def visit_Call(self, node: cst.Call) -> None:
        path = self.module.names.path(node.func)
        symbol = self.module.names.symbol(node.func)
        if path is not None and symbol in (None, "Parameter", "unmapped", "task"):
            self.found = True
