"""Follows assignments: what names, attributes and items get."""

from collections.abc import Callable

import libcst as cst

from ..frontend.syntax import literal
from ..frontend.walking import parts_of
from ..ir.expr import Expr
from ..ir.flow import Data, Operator
from .references import References
from .values import (
    BUILD_TIME,
    Class,
    Group,
    Instance,
    Many,
    Result,
    TaskObject,
    Value,
    holding,
    item_of,
    limited,
    only,
    with_entry,
    with_item,
)


class Assignment(References):
    """Gives targets their values, and takes values apart."""

    def item(
        self,
        thing: Result | TaskObject,
        key: cst.BaseExpression,
        given: Value,
        site: cst.CSTNode,
    ) -> Value:
        """The node that takes an item of a result (2.6)."""
        (number,) = self.results(only(thing))
        name = item_name(self.by_number[number].name, self.expr(key))
        draft = self.node(("GetItem", site), site, name, Operator("GetItem"))
        if isinstance(site, cst.Subscript):
            self.connect(draft, only(thing), site.value, Data("task_result"))
        else:
            self.connect(draft, only(thing), key, Data("task_result"))
        self.connect(draft, given, key, Data("key"))
        return only(Result(draft.number))

    def iterated(self, value: Value, site: cst.BaseExpression) -> Value:
        """What each item is when a value is iterated; of a result, one of as many as
        its task promises."""
        found = item_of(value)
        for thing in value.of(Result):
            assert isinstance(thing, Result)
            found |= self.item(thing, site, BUILD_TIME, site)
        return found

    def assign(self, target: cst.CSTNode, value: Value) -> None:
        """Give a target what it may be from now on."""
        if isinstance(target, cst.Name):
            self.scope.give(target.value, value)
        elif isinstance(target, (cst.Tuple, cst.List)):
            self.unpack(target, value)
        elif isinstance(target, cst.Attribute):
            self.set_attribute(target, value)
        elif isinstance(target, cst.Subscript):
            index = target.slice[0].slice
            key = literal(index.value) if isinstance(index, cst.Index) else ...
            self.value(target.value)
            for part in target.slice:
                self.parts(part)
            self.change(target.value, lambda v: with_entry(v, hashed(key), value))

    def unpack(self, target: cst.Tuple | cst.List, value: Value) -> None:
        """Give each name of a tuple its part; parts of a result are nodes."""
        elements = target.elements
        count = len(elements)
        starred = any(isinstance(each, cst.StarredElement) for each in elements)
        for place, element in enumerate(elements):
            part = item_of(value) if starred else BUILD_TIME
            for thing in () if starred else value.may:
                if isinstance(thing, Group) and len(thing.items) == count:
                    part |= thing.items[place]
                elif isinstance(thing, (Group, Many)):
                    part |= item_of(only(thing))
            for thing in value.of(Result):
                assert isinstance(thing, Result)
                part |= self.part(thing, place, element)
            self.assign(element.value, holding(part) if starred else part)

    def part(self, thing: Result, place: int, element: cst.BaseElement) -> Value:
        """The node of one of the names that a result is unpacked into."""
        whole = self.by_number[thing.node]
        name = item_name(whole.name, Expr(str(place), value=place))
        draft = self.node(("part", element), element, name, Operator("GetItem"))
        draft.edges.setdefault(self.whole_edge(thing))
        if isinstance(element.value, cst.Name):
            draft.variable = draft.variable or element.value.value
        return only(Result(draft.number))

    def set_attribute(self, target: cst.Attribute, value: Value) -> None:
        owner = self.value(target.value)
        for thing in owner.may:
            if isinstance(thing, (Class, Instance)):
                kind = thing.node if isinstance(thing, Class) else thing.kind
                key = (kind, target.attr.value)
                self.attributes[key] = self.attributes.get(key, BUILD_TIME) | value

    def change(
        self, target: cst.BaseExpression, change: Callable[[Value], Value]
    ) -> None:
        """Change the collection that an expression names."""
        if isinstance(target, cst.Name):
            self.scope.change(target.value, lambda value: limited(change(value)))
        elif isinstance(target, cst.Attribute):
            for thing in self.value(target.value).may:
                if not isinstance(thing, (Class, Instance)):
                    continue
                kind = thing.node if isinstance(thing, Class) else thing.kind
                key = (kind, target.attr.value)
                before = self.attributes.get(key, BUILD_TIME)
                self.attributes[key] = limited(before | change(before))
        elif isinstance(target, cst.Subscript):
            self.change(target.value, lambda v: with_item(v, change(item_of(v))))

    def parts(self, node: cst.CSTNode) -> None:
        """Evaluate the expressions inside a node."""
        for part in parts_of(node):
            if isinstance(part, cst.BaseExpression):
                self.value(part)
            else:
                self.parts(part)


def item_name(whole: Expr, key: Expr) -> Expr:
    """The name of the node that takes an item of the result of one with a name."""
    if isinstance(whole.value, str) and key.known:
        name = f"{whole.value}[{key.value!r}]"
        return Expr(repr(name), value=name)
    return Expr(f"{whole.text}[{key.text}]")


def hashed(key: object) -> object:
    """A key as a dict has it; Ellipsis for one that none can have."""
    try:
        hash(key)
    except TypeError:
        return ...
    return key
