"""Follows functions of the file with what they are given, each way of it once."""

import ast
from collections.abc import Sequence

from .operators import Operators
from .report import Call, Report
from .schedules import Given
from .values import Function, Result, Scope, Value, joined

_MOST_CALLS = 4000


class Functions(Operators):
    """Walks the bodies of functions that are called.

    `flow` is "in", "out" or "maybe": whether a flow is open; `in_task` tells that the
    code runs with the flow. `active` are the functions that the walk is in, `known`
    what came of each way of calling one, `walked` those that were called at all, and
    `returned` what the innermost has returned.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.flow = "out"
        self.in_task = False
        self.returned: list[Value] = []
        self.active: list[ast.AST] = []
        self.known: dict[tuple[object, ...], tuple[Value, Call]] = {}
        self.walked: set[ast.AST] = set()

    def function(self, node: ast.Call, called: Function, given: Given) -> Value:
        """Follow a function with what it is given; each way of calling it once."""
        key = self.key(called, given)
        if called.node in self.active or len(self.known) > _MOST_CALLS:
            return None
        if key not in self.known:
            self.active.append(called.node)
            self.known[key] = self.entered(node, called, given)
            self.active.pop()
        value, call = self.known[key]
        again = Call(node, call.given, call.found, call.opaque, call.builds)
        if again.builds:
            self.report.builds()
        self.report.leave(again, getattr(called.node, "name", "the lambda"))
        return value

    def key(self, called: Function, given: Given) -> tuple[object, ...]:
        """What decides what is found in a function."""
        values = tuple((name, pair[1]) for name, pair in given.items())
        return (called, values, self.flow, self.in_task, self.report.sure)

    def entered(
        self, node: ast.Call, called: Function, given: Given
    ) -> tuple[Value, Call]:
        """Follow the body of a function once."""
        result = any(isinstance(value, Result) for _, value in given.values())
        call = Call(node, result)
        self.report.calls.append(call)
        outer, before = self.scope, self.returned
        self.scope, self.returned = self.inside(called, given), []
        if isinstance(called.node, ast.Lambda):
            self.returned.append(self.value(called.node.body))
        else:
            self.walked.add(called.node)
            self.statements(called.node.body)
            if not isinstance(called.node.body[-1], (ast.Return, ast.Raise)):
                self.returned.append(None)
        value = joined(self.returned)
        self.scope, self.returned = outer, before
        self.report.calls.pop()
        plain = isinstance(called.node, (ast.FunctionDef, ast.Lambda))
        return (value if plain and not _yields(called.node) else None), call

    def statements(self, body: Sequence[ast.stmt]) -> None:
        """Follow statements, in their order."""
        raise NotImplementedError

    def inside(self, called: Function, given: Given) -> Scope:
        """Return the scope of a function's body."""
        params = called.node.args
        plain = [*params.posonlyargs, *params.args]
        every = [*plain, *params.kwonlyargs]
        late = [*every[len(plain) - len(params.defaults) : len(plain)]]
        late += [
            each
            for each, default in zip(params.kwonlyargs, params.kw_defaults, strict=True)
            if default is not None
        ]
        scope = Scope(called.scope, optional=frozenset(each.arg for each in late))
        for place, each in enumerate(every):
            key: int | str = (
                place if place in given and place < len(plain) else each.arg
            )
            known = key in given and "" not in given
            scope.names[each.arg] = given[key][1] if known else None
        for star in (params.vararg, params.kwarg):
            if star is not None:
                scope.names[star.arg] = None
        return scope


def _yields(node: ast.AST) -> bool:
    return any(isinstance(each, (ast.Yield, ast.YieldFrom)) for each in ast.walk(node))
