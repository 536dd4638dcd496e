"""Makes the nodes of a flow block from the values that its expressions stand for."""

from dataclasses import dataclass, field

import libcst as cst

from ..ir.expr import Expr, free_name
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
from .module import ParameterDef, TaskDef
from .syntax import text_of
from .values import Built, Group, Unknown, Value, Whole

_ITEM = "get_item"
_PARAMETER = ("name", "default", "required", "tags")


@dataclass(frozen=True)
class Nodes:
    """Edges, collections, Parameters and items of one block, as drafts.

    `shared` holds the nodes of Parameters that are made at module level.
    """

    expressions: Expressions
    drafts: Drafts
    findings: Findings
    shared: dict[str, Ref] = field(default_factory=dict)

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

    def parameter(self, node: cst.Call, hint: str) -> Value:
        """Lower `Parameter(name, default=...)` to a node."""
        found: dict[str, Expr] = {}
        for place, arg in enumerate(node.args):
            keyword = (
                arg.keyword.value
                if arg.keyword
                else dict(enumerate(_PARAMETER)).get(place)
            )
            if keyword not in _PARAMETER or arg.star:
                message = f"{text_of(arg)} of a Parameter"
                help = "give it a name, a default, required and tags"
                self.findings.say("FLC215", message, arg, help=help)
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

    def item(
        self, draft: Draft, key: Expr, hint: str = "", node: cst.CSTNode | None = None
    ) -> Ref:
        """The node `task[key]` of a task's result, that stands at `node`."""
        span = draft.span if node is None else self.findings.spans.of(node)
        name = item_name(draft.slug.name, key)
        action = TaskCall(free_name(_ITEM, self.expressions.taken), _ITEM)
        slug = self.drafts.slug(name, None, span)
        made = self.drafts.draft(hint, action, slug, span)
        made.policy = Policy((("name", name),))
        made.edges.append(Edge(Ref(draft.number), Data("task_result")))
        made.edges.append(Edge(key, Data("key")))
        return self.drafts.place(made)


def item_name(whole: Expr, key: Expr) -> Expr:
    """The name of the task that takes an item of the result of a task named `whole`."""
    if isinstance(whole.value, str) and key.known:
        name = f"{whole.value}[{key.value!r}]"
        return Expr(repr(name), value=name)
    head = _template(whole)
    tail: str | None = f"[{{{key.text}!r}}]"
    if key.known:
        tail = f"[{key.value!r}]" if _plain(repr(key.value)) else None
    text = f"({whole.text}) + '[' + repr({key.text}) + ']'"
    if head is not None and tail is not None and '"' not in tail and "\\" not in tail:
        text = f'f"{head}{tail}"'
    return Expr(text, whole.names | key.names, whole.symbols | key.symbols)


def _template(name: Expr) -> str | None:
    """The inside of an f-string that makes a name, if it is as simple as that."""
    if isinstance(name.value, str):
        return name.value if _plain(name.value) else None
    return name.text[2:-1] if name.text.startswith('f"') else None


def _plain(text: str) -> bool:
    """Whether text can stand in an f-string as it is."""
    return not any(character in text for character in '{}"\\\n')
