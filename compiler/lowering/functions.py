"""Follows functions and methods of the file, and what they are given."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import libcst as cst

from ..frontend.module import Module
from .expressions import Expressions
from .nodes import Draft
from .values import (
    BUILD_TIME,
    Function,
    Instance,
    Scope,
    Value,
    holding,
    limited,
    only,
)

# How often a function is followed with other arguments than before.
_TIMES = 3


@dataclass
class Given:
    """A call's arguments: by their places, and by name; what stars bring is apart."""

    places: list[tuple[Value, cst.BaseExpression]] = field(default_factory=list)
    named: dict[str, tuple[Value, cst.BaseExpression]] = field(default_factory=dict)
    starred: list[tuple[Value, cst.BaseExpression]] = field(default_factory=list)

    def every(self) -> Iterator[tuple[Value, cst.BaseExpression]]:
        yield from self.places
        yield from self.named.values()
        yield from self.starred

    def first(self, name: str) -> tuple[Value, cst.BaseExpression] | None:
        """The first argument, which may be given by a name."""
        return self.places[0] if self.places else self.named.get(name)


@dataclass
class Followed:
    """A function that was followed: what it was given, and what it gave back."""

    given: dict[str, Value] = field(default_factory=dict)
    result: Value = BUILD_TIME
    times: int = 0
    open: bool = False


class Functions(Expressions):
    """Evaluates calls of the file's own functions.

    `entered` are the functions that each call enters.
    """

    def __init__(self, module: Module) -> None:
        super().__init__(module)
        self.entered: dict[cst.Call, dict[cst.CSTNode, None]] = {}
        self.followed: dict[cst.CSTNode, Followed] = {}
        self.returning: list[Followed] = []
        # The nodes that each function makes; so many nodes are in it.
        self.made_in: dict[cst.CSTNode, list[Draft]] = {}
        self.indexed = 0

    def function_call(self, node: cst.Call, thing: Function, given: Given) -> Value:
        self.entered.setdefault(node, {})[thing.node] = None
        return self.follow(thing, given)

    def method_call(
        self,
        node: cst.Call,
        owner: Value,
        name: str,
        given: Given,
        result: Value | None = None,
    ) -> Value:
        """What a method of an object of the file gives, or `result`."""
        found = BUILD_TIME
        for thing in owner.of(Instance):
            assert isinstance(thing, Instance)
            for method in self.attribute_of(thing.kind, name).of(Function):
                assert isinstance(method, Function)
                self.entered.setdefault(node, {})[method.node] = None
                first = (only(thing), node.func)
                whole = Given([first, *given.places], given.named, given.starred)
                found |= self.follow(method, whole)
        return found if result is None else result

    def follow(self, thing: Function, given: Given) -> Value:
        """Follow a function with what it is given; what it gives back.

        One function is followed again only where it is given what it was not before.
        """
        node = thing.node
        state = self.followed.setdefault(node, Followed())
        bound = self.bound(node.params, given)
        news = {n: v for n, v in bound.items() if state.given.get(n, BUILD_TIME) != v}
        known = state.times > 0 and not news
        if state.open or known or state.times >= _TIMES:
            if state.times and not state.open:
                self.enter_again(node)
            return state.result
        for name, value in bound.items():
            state.given[name] = limited(state.given.get(name, BUILD_TIME) | value)
        state.times += 1
        return self.body(thing, state)

    def enter_again(self, node: cst.CSTNode) -> None:
        """Put the nodes of a function, which was followed, in the flow and the blocks
        that another call of it stands in."""
        for draft in self.by_number[self.indexed :]:
            for function in self.inside_of(draft):
                self.made_in.setdefault(function, []).append(draft)
        self.indexed = len(self.by_number)
        for draft in self.made_in.get(node, ()):
            self.enter(draft)

    def inside_of(self, draft: Draft) -> frozenset[cst.CSTNode]:
        """The functions that a node's place lies in."""
        raise NotImplementedError

    def body(self, thing: Function, state: Followed) -> Value:
        """Follow the body of a function."""
        node = thing.node
        outer, self.scope = self.scope, Scope(thing.scope, "function")
        self.scope.names.update(state.given)
        state.open = True
        self.returning.append(state)
        if isinstance(node, cst.Lambda):
            state.result |= self.value(node.body)
        else:
            self.statements(node.body.body)
        self.returning.pop()
        state.open = False
        self.scope = outer
        state.result = limited(state.result)
        return state.result

    def bound(self, params: cst.Parameters, given: Given) -> dict[str, Value]:
        """What the parameters of a function are given."""
        every = [*params.posonly_params, *params.params]
        found: dict[str, Value] = {}
        for param in (*every, *params.kwonly_params):
            found[param.name.value] = self.value(param.default)
        for param, (value, _) in zip(every, given.places, strict=False):
            found[param.name.value] = value
        named = {name: value for name, (value, _) in given.named.items()}
        found.update({n: v for n, v in named.items() if n in found})
        if isinstance(params.star_arg, cst.Param):
            rest = [value for value, _ in given.places[len(every) :]]
            stars = [value for value, _ in given.starred]
            found[params.star_arg.name.value] = holding(*rest, *stars)
        if params.star_kwarg is not None:
            others = [value for name, value in named.items() if name not in found]
            found[params.star_kwarg.name.value] = holding(*others)
        return found

    def returned(self, value: Value) -> None:
        if self.returning:
            self.returning[-1].result |= value

    def statements(self, body: object) -> None:
        """Follow the statements of a body."""
        raise NotImplementedError
