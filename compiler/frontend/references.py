"""Reads which tasks decide a flow's state: `flow.set_reference_tasks([...])`."""

from collections.abc import Sequence

import libcst as cst

from ..ir.flow import Collection, Merge, Ref, TaskCall
from .calls import Calls
from .syntax import bound_in, names_in, sets_flow, simple_statements
from .values import FlowItself, Group, Unknown

_METHOD = "set_reference_tasks"
_TASKS = (TaskCall, Collection, Merge)


class References:
    """The choices of reference tasks in a block and behind it (section 11).

    `chosen` are the numbers of the nodes that the last one names, empty if there is
    none, None where they can't be told; `lines` the ids of the statements.
    """

    def __init__(self, flow: str, calls: Calls) -> None:
        self.flow = flow
        self.calls = calls
        self.chosen: tuple[int, ...] | None = ()
        self.lines: list[int] = []

    def take(self, node: cst.CSTNode) -> bool:
        """Whether a statement is such a choice, which is then taken."""
        call = node.value if isinstance(node, cst.Expr) else None
        func = call.func if isinstance(call, cst.Call) else None
        if not isinstance(call, cst.Call) or not isinstance(func, cst.Attribute):
            return False
        if func.attr.value != _METHOD or not isinstance(func.value, cst.Name):
            return False
        if func.value.value != self.flow:
            return False
        found = self.numbers(call)
        self.chosen = None if self.chosen is None else found
        self.lines.append(id(node))
        return True

    def numbers(self, call: cst.Call) -> tuple[int, ...] | None:
        """The numbers of the nodes that a call lists; None where they can't be told, or
        the slug of one is only known when the script runs."""
        called, _ = self.calls.callee(call.func)
        if not isinstance(called, FlowItself) or len(call.args) != 1:
            return None
        (given,) = call.args
        if given.star or (given.keyword is not None and given.keyword.value != "tasks"):
            return None
        if not isinstance(given.value, (cst.List, cst.Tuple, cst.Set)):
            return None
        if not all(isinstance(each.value, cst.Name) for each in given.value.elements):
            return None
        value = self.calls.value(given.value, "")
        items = value.items if isinstance(value, Group) else ()
        numbers = [item.node for item in items if isinstance(item, Ref)]
        drafts = [self.calls.drafts.by_number[number] for number in numbers]
        known = all(
            isinstance(draft.action, _TASKS) and draft.slug.text is not None
            for draft in drafts
        )
        whole = known and len(numbers) == len(items) > 0
        return tuple(dict.fromkeys(numbers)) if whole else None

    def behind(self, nodes: Sequence[cst.CSTNode]) -> None:
        """Take the choices among the statements behind the block, up to one that may
        run the flow with what was chosen until then."""
        for node in simple_statements(nodes):
            sets = isinstance(node, cst.Assign) and sets_flow(node, self.flow)
            if not (self.take(node) or sets) and self.flow in names_in(node):
                return
            for name in bound_in(node):
                self.calls.scope.given[name] = Unknown()
