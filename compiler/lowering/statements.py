"""Follows the statements of a file as Python runs them while it builds its flows."""

from collections.abc import Sequence

import libcst as cst

from ..frontend.module import Module
from ..frontend.syntax import simple_statements
from ..ir.expr import Expr
from ..ir.flow import Compare, Data, Edge, Ref, TaskCall
from .definitions import Definitions
from .functions import Given
from .nodes import Draft
from .values import (
    Context,
    FlowObject,
    Result,
    TaskObject,
    Value,
    any_of,
    join_names,
    limited,
    only,
)


class Statements(Definitions):
    """Walks a module: its own statements, the functions that they call, the others.

    `opened` are the `with` blocks of each flow, by the expression that makes the flow.
    """

    def __init__(self, module: Module) -> None:
        super().__init__(module)
        self.opened: dict[cst.CSTNode, dict[cst.With, None]] = {}

    def walk_module(self) -> None:
        """Walk the module, and then each function that nothing of it has called."""
        for name, path in self.source.names.paths.items():
            self.scope.give(name, only(self.leading_to(path, self.source.tree)))
        self.statements(self.source.statements)
        while self.waiting:
            function = self.waiting.pop(0)
            if function.node not in self.followed:
                self.follow(function, Given())

    def statements(self, body: object) -> None:
        assert isinstance(body, Sequence)
        for node in simple_statements(body):
            self.statement(node)

    def statement(self, node: cst.CSTNode) -> None:
        """Follow one statement."""
        method = getattr(self, f"on_{type(node).__name__}", None)
        if method is not None:
            method(node)
        elif not isinstance(node, (cst.Pass, cst.Break, cst.Continue)):
            self.parts(node)

    def on_Assign(self, node: cst.Assign) -> None:
        value = self.value(node.value)
        targets = [each.target for each in node.targets]
        only_one = targets[0] if len(targets) == 1 else None
        if isinstance(only_one, cst.Name):
            self.named_result(value, node.value, only_one.value)
        for target in targets:
            self.assign(target, value)

    def named_result(self, value: Value, node: cst.CSTNode, name: str) -> None:
        """Note the variable that the result of a call is given to."""
        for thing in value.of(Result):
            assert isinstance(thing, Result)
            draft = self.by_number[thing.node]
            if draft.site is node:
                draft.variable = draft.variable or name
        self.place(value, node, "assigned")

    def on_AnnAssign(self, node: cst.AnnAssign) -> None:
        if node.value is not None:
            value = self.value(node.value)
            if isinstance(node.target, cst.Name):
                self.named_result(value, node.value, node.target.value)
            self.assign(node.target, value)

    def on_AugAssign(self, node: cst.AugAssign) -> None:
        left, right = self.value(node.target), self.value(node.value)
        if isinstance(node.operator, cst.BitOrAssign):
            self.piped(left, right)
            self.assign(node.target, right)
        elif any(isinstance(t, (Result, TaskObject)) for t in (left | right).may):
            kind = type(node.operator).__name__.removesuffix("Assign")
            kind = {"Subtract": "Sub", "Multiply": "Mul", "Divide": "Div"}.get(
                kind, kind
            )
            pair = (left, node.target), (right, node.value)
            self.assign(node.target, self.operated(kind, node, *pair))
        else:
            self.assign(node.target, limited(left | right))

    def on_Return(self, node: cst.Return) -> None:
        self.returned(self.value(node.value))

    def on_Global(self, node: cst.Global) -> None:
        self.scope.globals |= {each.name.value for each in node.names}

    def on_Nonlocal(self, node: cst.Nonlocal) -> None:
        self.scope.nonlocals |= {each.name.value for each in node.names}

    def on_Del(self, node: cst.Del) -> None:
        return None

    def on_If(self, node: cst.If) -> None:
        self.value(node.test)
        before = dict(self.scope.names)
        self.statements(node.body.body)
        first, self.scope.names = self.scope.names, before
        if isinstance(node.orelse, cst.If):
            self.on_If(node.orelse)
        elif node.orelse is not None:
            self.statements(node.orelse.body.body)
        second = self.scope.names
        self.scope.names = join_names(first, second)
        if node.orelse is not None and _leaves(node.orelse):
            self.scope.names = {**second, **first}
        elif _leaves(node):
            self.scope.names = {**first, **second}

    def on_While(self, node: cst.While) -> None:
        for _ in range(2):
            self.value(node.test)
            self.loop(node.body)
        self.otherwise(node.orelse)

    def on_For(self, node: cst.For) -> None:
        for _ in range(2):
            items = self.iterated(self.value(node.iter), node.iter)
            self.assign(node.target, items)
            self.loop(node.body)
        self.otherwise(node.orelse)

    def loop(self, body: cst.BaseSuite) -> None:
        before = dict(self.scope.names)
        self.statements(body.body)
        self.scope.names = join_names(before, self.scope.names)

    def otherwise(self, node: cst.Else | None) -> None:
        if node is not None:
            self.statements(node.body.body)

    def on_Try(self, node: cst.Try | cst.TryStar) -> None:
        before = dict(self.scope.names)
        self.statements(node.body.body)
        for handler in node.handlers:
            tried = dict(self.scope.names)
            self.scope.names = join_names(before, tried)
            self.value(handler.type)
            self.statements(handler.body.body)
            self.scope.names = join_names(tried, self.scope.names)
        self.otherwise(node.orelse)
        if node.finalbody is not None:
            self.statements(node.finalbody.body.body)

    on_TryStar = on_Try

    def on_Match(self, node: cst.Match) -> None:
        self.value(node.subject)
        for each in node.cases:
            before = dict(self.scope.names)
            self.value(each.guard)
            self.statements(each.body.body)
            self.scope.names = join_names(before, self.scope.names)

    def on_With(self, node: cst.With) -> None:
        outer = self.flow
        self.items(node, list(node.items))
        self.flow = outer

    def items(self, node: cst.With, items: list[cst.WithItem]) -> None:
        """Open what a `with` opens, one after another, and follow what is in it."""
        if not items:
            self.statements(node.body.body)
            return
        item = items.pop(0)
        value = self.value(item.item)
        target = item.asname.name if item.asname is not None else None
        context = next(iter(value.of(Context)), None)
        flows = list(value.of(FlowObject))
        if flows:
            self.open_flows(flows, node)
        if target is not None:
            self.assign(target, any_of(flows))
        if not isinstance(context, Context):
            self.items(node, items)
        elif context.kind == "tag_block":
            outer, self.tagged = self.tagged, True
            self.items(node, items)
            self.tagged = outer
        elif context.kind == "CaseBlock":
            self.case(node, items, context)
        else:
            self.resource(node, items, context, target)

    def open_flows(self, flows: Sequence[object], node: cst.With) -> None:
        """A flow is opened, or one of several, of which the last counts."""
        for thing in flows:
            assert isinstance(thing, FlowObject)
            self.opened.setdefault(thing.site, {})[node] = None
            self.flow = thing

    def case(self, node: cst.With, items: list[cst.WithItem], context: Context) -> None:
        """`with case(task, value):` (section 8)."""
        with self.block() as block:
            self.items(node, items)
        if not block.members:
            return
        call = context.site
        expected = call.args[-1].value if len(call.args) > 1 else call
        shown = self.expr(expected)
        name = Expr(f"case({shown.text})")
        if shown.known:
            name = Expr(repr(f"case({shown.value})"), value=f"case({shown.value})")
        draft = self.node(("case", call), call, name, Compare(shown))
        self.connect(draft, context.given, call.args[0].value, Data("value"))
        for member in self.first_of(block):
            self.order(member, [draft.number])

    def resource(
        self,
        node: cst.With,
        items: list[cst.WithItem],
        context: Context,
        target: cst.CSTNode | None,
    ) -> None:
        """`with manager(...) as resource:` (section 9)."""
        call = context.site
        made = [self.part_of_resource(part, call) for part in ("", "setup", "cleanup")]
        init, setup, cleanup = made
        self.give(init, None, self.arguments(call), mapped=False)
        for later in (setup, cleanup):
            later.edges.setdefault(Edge(Ref(init.number), Data("mgr")))
        cleanup.edges.setdefault(Edge(Ref(setup.number), Data("resource")))
        if target is not None:
            self.assign(target, only(Result(setup.number)))
        with self.block() as block:
            self.items(node, items)
        read = {n for m in block.members for n in self.by_number[m].upstream()}
        for member in self.first_of(block):
            self.order(member, [setup.number])
        for number in block.members:
            if number not in read:
                self.order(cleanup, [number])

    def part_of_resource(self, part: str, call: cst.Call) -> Draft:
        """One of the three nodes of a resource."""
        title = getattr(call.func, "value", "resource")
        word = f"{title}.{part}" if part else f"{title}"
        name = Expr(repr(word), value=word)
        return self.node((part, call), call, name, TaskCall(word))


def _leaves(node: cst.If | cst.Else) -> bool:
    """Whether what stands behind a body does not run after it."""
    last = list(simple_statements(node.body.body))[-1:]
    return bool(last) and isinstance(
        last[0], (cst.Return, cst.Raise, cst.Continue, cst.Break)
    )
