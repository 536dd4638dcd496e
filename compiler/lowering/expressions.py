"""Follows items, collections and operators: what each expression may be."""

from collections.abc import Callable

import libcst as cst

from ..frontend.module import Module
from ..frontend.syntax import literal
from ..ir.expr import Expr
from ..ir.flow import Data, Operator
from .assignment import Assignment, hashed
from .values import (
    BUILD_TIME,
    Function,
    Group,
    Many,
    Path,
    Result,
    Scope,
    TaskObject,
    Value,
    entry_of,
    holding,
    item_of,
    joined,
    limited,
    only,
    with_entry,
)

_OPERATORS: dict[type[cst.CSTNode], str] = {
    cst.Add: "Add",
    cst.Subtract: "Sub",
    cst.Multiply: "Mul",
    cst.Divide: "Div",
    cst.FloorDivide: "FloorDiv",
    cst.Modulo: "Mod",
    cst.Power: "Pow",
    cst.BitAnd: "And",
    cst.GreaterThan: "GreaterThan",
    cst.GreaterThanEqual: "GreaterThanOrEqual",
    cst.LessThan: "LessThan",
    cst.LessThanEqual: "LessThanOrEqual",
}
# Longer collections are not looked through item by item.
_MOST_ITEMS = 200
_Comprehension = cst.ListComp | cst.SetComp | cst.GeneratorExp | cst.DictComp


class Expressions(Assignment):
    """Evaluates expressions."""

    def __init__(self, module: Module) -> None:
        super().__init__(module)
        self.known: dict[type[cst.CSTNode], Callable[..., Value]] = {
            cst.Name: self.name,
            cst.Attribute: self.attribute,
            cst.Call: self.call,
            cst.Subscript: self.subscript,
            cst.List: self.group,
            cst.Tuple: self.group,
            cst.Set: self.group,
            cst.Dict: self.dictionary,
            cst.ListComp: self.comprehension,
            cst.SetComp: self.comprehension,
            cst.GeneratorExp: self.comprehension,
            cst.DictComp: self.comprehension,
            cst.Lambda: lambda node: only(Function(node, self.scope)),
            cst.IfExp: self.either,
            cst.BooleanOperation: self.boolean,
            cst.BinaryOperation: self.binary,
            cst.Comparison: self.comparison,
            cst.NamedExpr: self.named,
            cst.Await: lambda node: self.value(node.expression),
            cst.Yield: self.yielded,
        }

    def value(self, node: cst.BaseExpression | None) -> Value:
        """Return what an expression may be."""
        if node is None:
            return BUILD_TIME
        evaluate = self.known.get(type(node))
        if evaluate is not None:
            return evaluate(node)
        self.parts(node)
        return BUILD_TIME

    def subscript(self, node: cst.Subscript) -> Value:
        whole = self.value(node.value)
        index = node.slice[0].slice if len(node.slice) == 1 else None
        key_node = index.value if isinstance(index, cst.Index) else None
        keys = [e.slice.value for e in node.slice if isinstance(e.slice, cst.Index)]
        given = [self.value(each) for each in keys]
        key = literal(key_node) if key_node is not None else ...
        found = entry_of(whole, hashed(key)) if key is not ... else item_of(whole)
        for thing in whole.may:
            if isinstance(thing, (Result, TaskObject)) and key_node is not None:
                found |= self.item(thing, key_node, given[0], node)
            elif isinstance(thing, Path):
                found |= BUILD_TIME
        return found

    def group(self, node: cst.List | cst.Tuple | cst.Set) -> Value:
        kind = type(node).__name__.lower()
        elements = node.elements
        values = [self.value(each.value) for each in elements]
        starred = any(isinstance(each, cst.StarredElement) for each in elements)
        if starred or len(values) > _MOST_ITEMS:
            items = [
                item_of(value) if isinstance(each, cst.StarredElement) else value
                for each, value in zip(elements, values, strict=True)
            ]
            return holding(*items)
        return only(Group(kind, tuple(map(limited, values))))

    def dictionary(self, node: cst.Dict) -> Value:
        found = only(Group("dict", ()))
        for element in node.elements:
            if isinstance(element, cst.DictElement):
                self.value(element.key)
                item = limited(self.value(element.value))
                key = hashed(literal(element.key))
                found = with_entry(found, key, item)
            elif isinstance(element, cst.StarredDictElement):
                item = item_of(self.value(element.value))
                found = with_entry(found, ..., item) if item.may else found
        return found

    def comprehension(self, node: _Comprehension) -> Value:
        outer, self.scope = self.scope, Scope(self.scope, "comprehension")
        for _ in range(2):
            self.clause(node.for_in)
            if isinstance(node, cst.DictComp):
                self.value(node.key)
                item = self.value(node.value)
            else:
                item = self.value(node.elt)
        self.scope = outer
        return holding(item)

    def clause(self, clause: cst.CompFor) -> None:
        self.assign(clause.target, self.iterated(self.value(clause.iter), clause.iter))
        for test in clause.ifs:
            self.value(test.test)
        if clause.inner_for_in is not None:
            self.clause(clause.inner_for_in)

    def binary(self, node: cst.BinaryOperation) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        sides = (left, right)
        if not any(_is_task(side) for side in sides):
            return joined(map(_contents, sides))
        if isinstance(node.operator, cst.BitOr):
            self.piped(left, right)
            return right
        kind = _OPERATORS.get(type(node.operator))
        if kind is None:
            return BUILD_TIME
        return self.operated(kind, node, (left, node.left), (right, node.right))

    def piped(self, left: Value, right: Value) -> None:
        """`x | y`: y waits for x."""
        for number in self.results(right):
            self.order(self.by_number[number], self.results(left))

    def operated(
        self,
        kind: str,
        site: cst.CSTNode,
        *operands: tuple[Value, cst.BaseExpression],
    ) -> Value:
        """The node that an operator between results makes (2.6)."""
        name = Expr(repr(kind), value=kind)
        draft = self.node((kind, site), site, name, Operator(kind))
        for (value, node), key in zip(operands, ("x", "y"), strict=False):
            self.connect(draft, value, node, Data(key))
        return only(Result(draft.number))

    def comparison(self, node: cst.Comparison) -> Value:
        left = self.value(node.left)
        found, left_node = BUILD_TIME, node.left
        for each in node.comparisons:
            right = self.value(each.comparator)
            kind = _OPERATORS.get(type(each.operator))
            if kind is not None and (_is_task(left) or _is_task(right)):
                pair = (left, left_node), (right, each.comparator)
                found = self.operated(kind, each, *pair)
            left, left_node = right, each.comparator
        return found

    def either(self, node: cst.IfExp) -> Value:
        self.value(node.test)
        return self.value(node.body) | self.value(node.orelse)

    def boolean(self, node: cst.BooleanOperation) -> Value:
        return self.value(node.left) | self.value(node.right)

    def named(self, node: cst.NamedExpr) -> Value:
        found = self.value(node.value)
        self.assign(node.target, found)
        return found

    def yielded(self, node: cst.Yield) -> Value:
        found = node.value
        if isinstance(found, cst.From):
            self.returned(self.value(found.item))
        elif found is not None:
            self.returned(holding(self.value(found)))
        return BUILD_TIME

    def call(self, node: cst.Call) -> Value:
        """Evaluate a call."""
        raise NotImplementedError

    def returned(self, value: Value) -> None:
        """Note what the function that is being followed gives back."""
        raise NotImplementedError


def _is_task(value: Value) -> bool:
    return any(isinstance(thing, (Result, TaskObject)) for thing in value.may)


def _contents(value: Value) -> Value:
    """What is left of an operand in the result of an operator: its collections."""
    things = (t for t in value.may if isinstance(t, (Group, Many)))
    found = joined(item_of(only(thing)) for thing in things)
    return holding(found) if found.may else BUILD_TIME
