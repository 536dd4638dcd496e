"""Lowers `with case(...)` and `merge(...)` of a flow block (semantics, section 8)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import libcst as cst

from ..ir.expr import Expr
from ..ir.flow import Compare, Constant, Data, Merge, Order, Policy, Ref
from .calls import Calls
from .drafts import Draft
from .syntax import text_of
from .values import Built, Unknown, Value


@dataclass(frozen=True)
class Branches:
    """The branches of one block."""

    calls: Calls

    def is_case(self, node: cst.CSTNode) -> bool:
        """Whether a statement is a plain `with case(...):`."""
        if not isinstance(node, cst.With) or len(node.items) != 1:
            return False
        item = node.items[0]
        call = item.item
        plain = node.asynchronous is None and item.asname is None
        return (
            plain
            and isinstance(call, cst.Call)
            and self.calls.names.symbol(call.func) == "case"
            and len(call.args) == 2
            and not any(arg.keyword or arg.star for arg in call.args)
        )

    def case(self, node: cst.With, lower: Callable[[], None]) -> None:
        """Lower a block: its tasks that wait for no other of it wait for the condition.

        Parameters and constants are left alone. The condition is made behind the block,
        as its slug's number shows (case 421).
        """
        call = node.items[0].item
        assert isinstance(call, cst.Call)
        condition = self.calls.given(call.args[0].value, "")
        expected = self.calls.value(call.args[1].value, "")
        before = set(self.calls.drafts.by_number)
        lower()
        drafts = self.calls.drafts
        inside = {n: d for n, d in drafts.by_number.items() if n not in before}
        tasks = {n: d for n, d in inside.items() if not _fixed(d)}
        if not isinstance(expected, Built):
            if not isinstance(expected, Unknown):
                self.calls.refusals.expression(call.args[1].value)
        elif tasks:
            self.wait(list(tasks.values()), self.compare(condition, expected, call))

    def wait(self, tasks: Sequence[Draft], condition: Ref) -> None:
        own = {draft.number for draft in tasks}
        for draft in tasks:
            sources = [edge.source for edge in draft.edges]
            inner = [s for s in sources if isinstance(s, Ref) and s.node in own]
            if not inner:
                self.calls.nodes.edge(draft, Order(), condition, False)

    def compare(self, condition: Value, expected: Built, call: cst.Call) -> Ref:
        """The node that skips the block's tasks unless the condition has the value."""
        value = expected.expr
        name = f"case({value.value})" if value.known else None
        text = repr(name) if name else f"'case(' + str({value.text}) + ')'"
        known: object = name if name else ...
        shown = Expr(text, value.names, value.symbols, known)
        span = self.calls.findings.spans.of(call)
        slug = self.calls.drafts.slug(shown, None, span)
        draft = self.calls.drafts.draft("", Compare(value), slug, span)
        self.calls.nodes.edge(draft, Data("value"), condition, False)
        return self.calls.drafts.place(draft)

    def merge(self, node: cst.Call, hint: str) -> Value:
        """Lower `merge(a, b, ...)`."""
        plain = [arg for arg in node.args if not arg.keyword and not arg.star]
        named = [arg for arg in node.args if arg.keyword]
        words = {arg.keyword.value for arg in named if arg.keyword}
        if len(plain) + len(named) < len(node.args) or words - {"checkpoint"}:
            message = f"`{text_of(node)}` is given more than results"
            self.calls.findings.say("FLC211", message, node, help="give it results")
            return Unknown()
        values = [self.calls.given(arg.value, "") for arg in plain]
        span = self.calls.findings.spans.of(node)
        slug = self.calls.drafts.slug(Expr("'Merge'", value="Merge"), None, span)
        draft = self.calls.drafts.draft(hint, Merge(), slug, span)
        draft.policy = Policy()
        for place, value in enumerate(values, 1):
            self.calls.nodes.edge(draft, Data(f"task_{place}"), value, False)
        return self.calls.drafts.place(draft)


def _fixed(draft: Draft) -> bool:
    return draft.parameter or isinstance(draft.action, Constant)
