"""The nodes that a file's code adds to its flows, and the edges between them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import libcst as cst

from ..frontend.expressions import value_of
from ..frontend.module import Module
from ..frontend.syntax import names_in, text_of
from ..ir.expr import Expr
from ..ir.flow import (
    Action,
    Collection,
    Constant,
    Data,
    Edge,
    Order,
    ParameterRead,
    Ref,
    Spread,
    TaskCall,
)
from .values import (
    Annotated,
    FlowObject,
    Group,
    Many,
    Result,
    TaskObject,
    Value,
    any_of,
    inside,
    joined,
)

# By what an argument is in: how the result spreads.
_SPREADS = {
    ("", False): Spread.WHOLE,
    ("", True): Spread.EACH,
    ("flatten", False): Spread.FLAT,
    ("flatten", True): Spread.EACH_FLAT,
}


@dataclass
class Draft:
    """A node whose edges may still grow; all that one place in the text makes is one.

    `site` is the expression that makes it. `variable` is what its result is given to,
    `place` where that stands: "assigned" to a plain name, or the "argument" of another
    call. `whole` tells that it is always a call of `map`, of one task, `tagged` that it
    has tags of the code around.
    """

    number: int
    site: cst.CSTNode
    name: Expr
    action: Action
    task: TaskObject | None = None
    nout: int | None = None
    variable: str = ""
    place: str = ""
    auto: bool = False
    mapped: bool = False
    edges: dict[Edge, None] = field(default_factory=dict)
    flows: set[cst.CSTNode] = field(default_factory=set)
    whole: bool = True
    tagged: bool = False

    @property
    def is_call(self) -> bool:
        """Whether a call makes it, and not the use of a task object."""
        return self.task is None or self.site is not self.task.origin

    def upstream(self) -> set[int]:
        """The numbers of the nodes that it depends on."""
        return {e.source.node for e in self.edges if isinstance(e.source, Ref)}


@dataclass
class Block:
    """A `case` or a resource that is open: the nodes that are made in it."""

    members: dict[int, None] = field(default_factory=dict)


class Nodes:
    """Makes nodes; `flow` is the flow that is being built where the code stands.

    `reads` are the places that read the result of a node by a name, `passed` those of
    them that are arguments of calls.
    """

    def __init__(self, module: Module) -> None:
        self.source = module
        self.drafts: dict[object, Draft] = {}
        self.by_number: list[Draft] = []
        self.flow: FlowObject | None = None
        self.blocks: list[Block] = []
        self.reads: dict[int, set[cst.CSTNode]] = {}
        self.passed: set[cst.CSTNode] = set()
        # What code asks for after the calls: (upstream, downstream) and where.
        self.wires: dict[tuple[int, int, cst.CSTNode], None] = {}
        self.tagged = False
        # Inside what apply_map builds, results are read element by element.
        self.applied = False

    def expr(self, node: cst.BaseExpression) -> Expr:
        """A build-time expression, as it stands."""
        text = text_of(node).strip()
        return Expr(text, frozenset(names_in(node)), value=value_of(node))

    def node(
        self,
        key: object,
        site: cst.CSTNode,
        name: Expr,
        action: Action,
        task: TaskObject | None = None,
    ) -> Draft:
        """The node with a key, made where there is none; it is in the flow from now."""
        draft = self.drafts.get(key)
        if draft is None:
            draft = Draft(len(self.by_number), site, name, action, task)
            draft.tagged = self.tagged
            self.drafts[key] = draft
            self.by_number.append(draft)
        self.enter(draft)
        return draft

    def enter(self, draft: Draft) -> None:
        """Put a node in the flow that is being built; in the block around, if it is new
        there."""
        if self.flow is None or self.flow.site in draft.flows:
            return
        draft.flows.add(self.flow.site)
        rooted = isinstance(draft.action, (ParameterRead, Constant))
        for block in () if rooted else self.blocks[-1:]:
            block.members.setdefault(draft.number)

    def automatic(self, kind: str, site: cst.CSTNode, action: Action) -> Draft:
        """A node that Prefect makes by itself, of a kind, for something at a place."""
        name = Expr(repr(kind), value=kind)
        draft = self.node((kind, site), site, name, action)
        draft.auto = True
        return draft

    def object_node(self, task: TaskObject) -> Draft:
        """The node that a task object itself is, where it is used without a call."""
        name = Expr(repr(task.name), value=task.name)
        return self.node(task.origin, task.origin, name, TaskCall(task.name), task)

    def connect(
        self,
        draft: Draft,
        given: Value,
        node: cst.BaseExpression,
        kind: Data | Order,
        each: bool = False,
        how: str = "",
    ) -> None:
        """Add the edges from what an argument, which stands at `node`, may be."""
        if isinstance(draft.action, (ParameterRead, Constant)):
            return
        bare = any_of(t for t in given.may if not isinstance(t, Annotated))
        for thing in given.of(Annotated):
            assert isinstance(thing, Annotated)
            inner = how if thing.how != "flatten" else "flatten"
            spread = thing.how == "mapped" or (each and thing.how != "unmapped")
            argument = _argument_of(node)
            self.connect(draft, thing.value, argument, kind, spread, inner)
        if any(isinstance(thing, Annotated) for thing in given.may) and not bare.may:
            return
        each = each or self.applied
        spread_of = _SPREADS[how, each]
        if isinstance(node, cst.Name):
            self.passed.add(node)
        sources = list(self.sources(bare, node, each))
        draft.mapped = draft.mapped or (each and bool(sources))
        for number in sources:
            if number != draft.number or draft.edges:
                draft.edges.setdefault(Edge(Ref(number), kind, spread_of))
        if not sources and isinstance(kind, Data):
            draft.edges.setdefault(Edge(self.expr(node), kind))

    def sources(
        self, value: Value, node: cst.BaseExpression, each: bool
    ) -> Iterator[int]:
        """The nodes that a value may be the result of; collections of results, and
        values that are mapped over, are nodes of their own (2.4)."""
        found = list(self.results(value))
        yield from found
        groups = [t for t in value.may if isinstance(t, (Group, Many))]
        held = [g for g in groups if list(self.results(joined_of(g)))]
        if held:
            yield self.collection(held, node)
        elif not found and each:
            draft = self.automatic("Constant", node, Constant(self.expr(node)))
            yield draft.number

    def collection(
        self, groups: Sequence[Group | Many], node: cst.BaseExpression
    ) -> int:
        """The node of a collection that may hold results."""
        kind = next((g.kind for g in groups if isinstance(g, Group)), "list")
        draft = self.automatic(kind.capitalize(), node, Collection(kind))
        place = 0
        for group in groups:
            items = group.items if isinstance(group, Group) else (group.item,)
            for item in items:
                place += 1
                for number in self.sources(item, node, False):
                    if number != draft.number:
                        edge = Edge(Ref(number), Data(f"arg_{place}"))
                        draft.edges.setdefault(edge)
        return draft.number

    def results(self, value: Value) -> Iterator[int]:
        """The nodes that a value may be, collections aside."""
        for thing in value.may:
            if isinstance(thing, Result):
                self.enter(self.by_number[thing.node])
                yield thing.node
            elif isinstance(thing, TaskObject):
                yield self.object_node(thing).number

    def whole_edge(self, thing: Result) -> Edge:
        """The edge of a part of a result."""
        return Edge(Ref(thing.node), Data("task_result"))

    def order(
        self, draft: Draft, upstream: Iterable[int], site: cst.CSTNode | None = None
    ) -> None:
        """Have a node wait for others, as the code at `site` asks."""
        # What has a value from the start waits for nothing: Prefect refuses it.
        rooted = isinstance(draft.action, (ParameterRead, Constant))
        for number in upstream:
            if site is not None:
                self.wires[number, draft.number, site] = None
            if number != draft.number and not rooted:
                draft.edges.setdefault(Edge(Ref(number), Order()))

    def all_results(self, value: Value) -> list[int]:
        """The nodes that a value may be or hold, at any depth."""
        return list(self.results(any_of(inside(value))))

    @contextmanager
    def block(self) -> Iterator[Block]:
        """Around the code of a `case` or a resource."""
        block = Block()
        self.blocks.append(block)
        yield block
        self.blocks.pop()

    def first_of(self, block: Block) -> Iterator[Draft]:
        """The nodes of a block that have nothing of it before them."""
        for number in block.members:
            draft = self.by_number[number]
            if block.members.keys().isdisjoint(draft.upstream()):
                yield draft


def joined_of(group: Group | Many) -> Value:
    """What any item of a collection, or of one inside it, may be."""
    items = group.items if isinstance(group, Group) else (group.item,)
    return any_of(inside(joined(items)))


def _argument_of(node: cst.BaseExpression) -> cst.BaseExpression:
    """The argument in `unmapped(x)`; another expression itself."""
    if isinstance(node, cst.Call) and len(node.args) == 1:
        return node.args[0].value
    return node
