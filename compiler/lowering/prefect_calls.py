"""Follows calls of what Prefect gives: Parameters, branches, annotations."""

import libcst as cst

from ..ir.expr import Expr
from ..ir.flow import Compare, Data, Merge, ParameterRead
from .functions import Given
from .methods import Methods
from .values import (
    BUILD_TIME,
    Annotated,
    Context,
    Group,
    Path,
    Result,
    Value,
    joined,
    only,
)

_PARAMETERS = frozenset({"Parameter", "DateTimeParameter"})
_ANNOTATIONS = {
    "Unmapped": "unmapped",
    "unmapped": "unmapped",
    "MappedArgument": "mapped",
    "Flattened": "flatten",
}


class PrefectCalls(Methods):
    """Evaluates calls of Prefect's own functions and classes."""

    def prefect_call(
        self, node: cst.Call, thing: Path, symbol: str, given: Given
    ) -> Value:
        if symbol == "as_task":
            return self.task_of(node, given)
        if symbol in _PARAMETERS:
            return self.parameter(node, given)
        if symbol in _ANNOTATIONS and (first := given.first("value")):
            return only(Annotated(_ANNOTATIONS[symbol], first[0]))
        if symbol in ("CaseBlock", "tag_block"):
            first = given.first("task")
            value = first[0] if first is not None else BUILD_TIME
            return only(Context(symbol, node, value))
        if symbol == "merge_tasks":
            return self.merge(node, given)
        if symbol in ("switch_tasks", "ifelse_tasks"):
            return self.switch(node, symbol, given)
        if symbol == "apply_mapped":
            return self.applied_map(node, given)
        if symbol == "as_task_value" and given.places:
            return given.places[0][0]
        return BUILD_TIME

    def parameter(self, node: cst.Call, given: Given) -> Value:
        first = given.first("name")
        name = self.expr(first[1]) if first is not None else Expr("''", value="")
        default = given.named.get("default")
        if default is None and len(given.places) > 1:
            default = given.places[1]
        required = given.named.get("required")
        action = ParameterRead(
            name,
            self.expr(default[1]) if default is not None else None,
            self.expr(required[1]) if required is not None else None,
        )
        outer, self.flow = self.flow, None
        draft = self.node(node, node, name, action)
        self.flow = outer
        return only(Result(draft.number))

    def merge(self, node: cst.Call, given: Given) -> Value:
        name = Expr("'Merge'", value="Merge")
        draft = self.node(node, node, name, Merge())
        for place, (value, each) in enumerate(given.places, 1):
            self.connect(draft, value, each, Data(f"task_{place}"))
        return only(Result(draft.number))

    def switch(self, node: cst.Call, symbol: str, given: Given) -> Value:
        """The nodes of `switch` and `ifelse`: one for each branch (section 8)."""
        places = [value for value, _ in given.places]
        named = {key: value for key, (value, _) in given.named.items()}
        if symbol == "switch_tasks":
            cases = named.get("cases", places[1] if len(places) > 1 else BUILD_TIME)
            branches = [
                (key, item)
                for group in cases.of(Group)
                if isinstance(group, Group)
                for key, item in zip(group.keys, group.items, strict=False)
            ]
        else:
            rest = [*places[1:], *(named[k] for k in named if k != "condition")]
            branches = list(zip((True, False), rest, strict=False))
        condition = given.first("condition")
        for key, item in branches:
            label = f'CompareValue: "{key}"'
            text = Expr(repr(label), value=label)
            value = Expr(repr(key), value=key)
            draft = self.node((node, key), node, text, Compare(value))
            draft.tagged = True
            if condition is not None:
                self.connect(draft, *condition, Data("value"))
            for number in self.all_results(item):
                self.order(self.by_number[number], [draft.number])
        return BUILD_TIME

    def applied_map(self, node: cst.Call, given: Given) -> Value:
        """`apply_map(f, xs, ...)`: what f builds is mapped."""
        if not given.places:
            return BUILD_TIME
        called, _ = given.places[0]
        rest = Given(given.places[1:], dict(given.named), given.starred)
        outer, self.applied = self.applied, True
        found = [self.of_thing(node, thing, rest) for thing in called.may]
        self.applied = outer
        return joined(found)
