"""Makes a flow's plan: the lines of its graph, its kernels, the pieces it needs."""

import re
from collections.abc import Iterator

from ..ir.code import CodeKind
from ..ir.expr import Expr, free_name
from ..ir.flow import (
    Carried,
    Collection,
    Constant,
    Data,
    Edge,
    Flow,
    Merge,
    Node,
    ParameterRead,
)
from .kernels import KernelPlanner, task_of
from .naming import (
    Variables,
    generated_names,
    graph_names,
    module_names,
    other_names,
)
from .pieces import flow_class, parted, symbols_of
from .plan import (
    AddLine,
    ConstantLine,
    GeneratedNames,
    Input,
    Line,
    MapLine,
    ParameterLine,
    Plan,
    ReferenceLine,
    TextLine,
    Value,
)

# Keywords that dask.delayed takes for itself.
_DASK_KEYWORDS = frozenset({"pure", "dask_key_name", "self"})
COLLECTIONS = ("list", "tuple", "set", "dict")


def make_plan(flow: Flow, source: str) -> Plan:
    """Decide how the flow runs; `source` is the file's name."""
    bound = module_names(flow)
    variables = {node.variable for node in flow.region.nodes()}
    names = generated_names(bound | graph_names(flow), variables, flow.variable)
    planner = _Planner(flow, names)
    lines = () if flow.recorded else tuple(planner.lines())
    future, before, after = parted(flow.code)
    symbols = symbols_of(flow, planner.kernels.plans.values())
    guests = tuple(guest_plans(flow, bound))
    for _, guest in guests:
        named = {symbol for each in guest.bindings for symbol in each.symbols}
        symbols |= guest.symbols | named
    return Plan(
        title=flow.name,
        variable=flow.variable,
        source=source,
        names=names,
        future=future,
        before=before,
        after=after,
        made_by=flow_class(flow),
        made_with=next((c.text for c in flow.code if c.kind is CodeKind.FLOW), ""),
        kernels=tuple(planner.kernels.plans.values()),
        lines=lines,
        program=flow.program,
        symbols=symbols,
        taken=bound | other_names(flow.bindings),
        spoken=flow.spoken,
        bindings=flow.bindings,
        results=flow.read,
        recorded=flow.recorded is not None,
        guests=guests,
    )


def guest_plans(flow: Flow, taken: frozenset[str]) -> Iterator[tuple[str, Plan]]:
    """The plans of the flows of other files, each with the name of its function."""
    used = set(taken)
    for source, guest in flow.guests:
        stem = re.sub(r"\W+", "_", source.rpartition(".")[0]) or "flow"
        name = free_name(f"{stem}_{guest.variable}", used)
        used.add(name)
        yield name, make_plan(guest, source)


class _Planner:
    """Turns the region's items into lines of the graph function."""

    def __init__(self, flow: Flow, names: GeneratedNames) -> None:
        self.flow = flow
        self.nodes = {node.number: node for node in flow.region.nodes()}
        own = (names.flow, names.delayed, "unmapped")
        taken = {*graph_names(flow), *COLLECTIONS, *own}
        self.variables = Variables(taken)
        self.kernels = KernelPlanner(flow, names, taken)
        self.names: dict[int, str] = {}
        self.spoken = frozenset(node.variable for node in self.nodes.values())
        self.read = {n for node in self.nodes.values() for n in node.upstream()}
        self.apart = self.constants_apart()

    def constants_apart(self) -> frozenset[int]:
        """The constants that need a line of their own.

        A kernel stands where its last task does. Where others come between, the
        constants of its earlier tasks keep their place, and so their number.
        """
        order = [item.number for item in self.flow.region.nodes()]
        place = {number: at for at, number in enumerate(order)}
        found: set[int] = set()
        for kernel in self.flow.kernels:
            first, last = place[kernel.nodes[0]], place[kernel.nodes[-1]]
            own = {*kernel.nodes, *self.constants_of(kernel.nodes)}
            if any(order[at] not in own for at in range(first, last)):
                found |= set(self.constants_of(kernel.nodes))
        return frozenset(found)

    def constants_of(self, numbers: tuple[int, ...]) -> list[int]:
        upstream = [
            each for number in numbers for each in self.nodes[number].upstream()
        ]
        return [n for n in upstream if isinstance(self.nodes[n].action, Constant)]

    def lines(self) -> Iterator[Line]:
        for item in self.flow.region.items:
            if isinstance(item, Carried):
                yield TextLine(item.text)
            else:
                yield from self.node(item)
        slugs = (self.nodes[number].slug.text for number in self.flow.reference)
        known = tuple(slug for slug in slugs if slug is not None)
        if known:
            yield ReferenceLine(known)

    def node(self, node: Node) -> Iterator[Line]:
        """The line of a node, if it has one of its own."""
        action = node.action
        kernel = self.kernels.of(node.number)
        if isinstance(action, Constant):
            if node.number in self.apart:
                yield ConstantLine(self.variable(node), action.value)
        elif isinstance(action, ParameterRead):
            variable = self.variable(node)
            yield ParameterLine(
                variable, action.parameter, action.default, action.required
            )
        elif kernel is not None:
            if kernel.nodes[-1] == node.number:
                yield self.kernel_line(node)
        elif node.mapped:
            yield self.map_line(node)
        else:
            yield self.add_line(node)

    def variable(self, node: Node) -> str:
        """A variable for a result that has a name or a reader, else ""."""
        if not node.variable and node.number not in self.read:
            return ""
        own = isinstance(node.action, (Collection, Merge)) and not node.variable
        wanted = node.label.lower() if own else node.label
        found = self.variables.new(wanted, () if node.variable else self.spoken)
        self.names[node.number] = found
        return found

    def kernel_line(self, node: Node) -> MapLine:
        plan, inputs = self.kernels.plan(node.number)
        given = [Input(n, self.value(e), not e.each) for n, e in inputs]
        return MapLine(self.variable(node), plan.function, tuple(given))

    def map_line(self, node: Node) -> MapLine:
        inputs: list[Input] = []
        upstream: list[Input] = []
        for edge in node.edges:
            name = edge.kind.key if isinstance(edge.kind, Data) else ""
            given = Input(name, self.value(edge), not edge.each)
            (inputs if name else upstream).append(given)
        return MapLine(
            self.variable(node), task_of(node), tuple(inputs), tuple(upstream)
        )

    def add_line(self, node: Node) -> AddLine:
        data = [edge for edge in node.edges if isinstance(edge.kind, Data)]
        other = [edge for edge in node.edges if not isinstance(edge.kind, Data)]
        inputs = tuple(Input(e.kind.key, self.value(e)) for e in data)  # type: ignore[union-attr]
        collection = isinstance(node.action, Collection)
        clash = any(given.name in _DASK_KEYWORDS for given in inputs)
        return AddLine(
            self.variable(node),
            task_of(node),
            inputs,
            tuple(map(self.value, other)),
            positional=collection or clash,
        )

    def value(self, edge: Edge) -> Value:
        """An edge's source as an argument."""
        if isinstance(edge.source, Expr):
            return built(edge.source)
        source = self.nodes[edge.source.node]
        if isinstance(source.action, Constant) and source.number not in self.names:
            return built(source.action.value)
        mapped_whole = source.mapped and not edge.each
        return Value(self.names[source.number], gather=mapped_whole)


def built(value: Expr) -> Value:
    """A build-time value as an argument."""
    return Value(value.text, unknown=not value.known)
